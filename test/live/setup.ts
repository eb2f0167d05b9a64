import { refusal } from "./permission";

export default function setup(): void {
  const text = refusal(process.env);
  if (text === undefined) return;
  process.stderr.write(text);
  process.exit(1);
}
