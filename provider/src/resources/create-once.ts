import { randomUUID } from "node:crypto";
import { EcsError } from "../ecs/transport/errors";

interface Creation {
  /** What is made, as the service calls it: `pipeline`. */
  what: string;
  regionId: string;
  /** What to do once it is found. */
  remedy: string;
}

/**
 * A create with a ClientToken of its own, so that repeating it makes nothing twice. Where it is not known in the end
 * whether it was carried out, the error says how to find what may have been made.
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
      `The ${what} may exist all the same, and nothing of it is in the state. It would be in ${regionId}, made since ${since} (ClientToken ${clientToken}). ` +
      `To find it: \`pulumi stack export | npx pulumi-alicloud-image-builder orphans\`. Then ${remedy}.`;
    throw new EcsError(`${error.message} ${advice}`, error.code, true);
  }
}
