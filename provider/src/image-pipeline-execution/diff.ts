import { isDeepStrictEqual } from "node:util";
import { normalize } from "./check";
import type { ImagePipelineExecutionInputs } from "./schema";
import { hasFailed } from "./status";

type Argument = keyof ImagePipelineExecutionInputs;
type Properties = Record<string, unknown>;

/** A build is what it is; what can change is only how we go about it. The compiler checks that every argument is here. */
const CHANGE = {
  imagePipelineId: "replace",
  regionId: "replace",
  triggers: "replace",
  tags: "replace",
  waitForCompletion: "update",
  timeoutMinutes: "update",
  deleteImageOnDestroy: "update",
} satisfies Record<Argument, "replace" | "update">;

const ARGUMENTS = Object.keys(CHANGE) as Argument[];

/** The arguments among outputs: those of another name are never compared. */
export const argumentsPresent = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => name in CHANGE));

/** What differs between the outputs in the state and checked inputs. A build that failed while waited for is built anew. */
export function diff(olds: Properties, news: Properties) {
  const [then, now] = [normalize(argumentsPresent(olds)), normalize(argumentsPresent(news))];
  const changed = ARGUMENTS.filter((name) => !isDeepStrictEqual(then[name], now[name]));
  const replaces: string[] = changed.filter((name) => CHANGE[name] === "replace");
  if (now["waitForCompletion"] !== false && hasFailed(String(olds["status"]))) replaces.push("status");
  return { replaces, updates: changed.filter((name) => CHANGE[name] === "update") };
}
