import { type Path, pathText } from "./path";

/** One thing that is wrong with a declaration: where, and what to do about it. */
export interface Fault {
  path: Path;
  /** The value's fault, the limit and the remedy. Never quotes free text: the provider cannot know what is secret. */
  message: string;
}

/** `tags["acs:x"]: a tag key must not start with …` */
export const faultText = ({ path, message }: Fault): string => `${pathText(path)}: ${message}`;
