import { randomUUID } from "node:crypto";
import { EcsError } from "../ecs/transport/errors";

interface Creation {
  /** What is created: `pipeline` or `component`. */
  what: string;
  regionId: string;
  /** What to do when it is found. */
  remedy: string;
}

/**
 * Creates with a unique ClientToken, so that retries create nothing twice. If the outcome is unknown in the end, the
 * error says how to find what may have been created.
 */
export async function createOnce<Made>(
  { what, regionId, remedy }: Creation,
  create: (clientToken: string) => Promise<Made>,
): Promise<Made> {
  const clientToken = randomUUID();
  const since = new Date().toISOString();
  try {
    return await create(clientToken);
  } catch (error) {
    if (!(error instanceof EcsError) || !error.outcomeUnknown) throw error;
    const advice =
      `The ${what} may exist anyway, but it is not in the state. If it exists, it is in ${regionId} and was created after ${since} (ClientToken ${clientToken}). ` +
      `To find it, run \`pulumi stack export | npx pulumi-alicloud-image-builder orphans\`. Then ${remedy}.`;
    throw new EcsError(`${error.message} ${advice}`, error.code, true);
  }
}
