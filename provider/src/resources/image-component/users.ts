import { componentReferences, isReferenceTo, type NamedComponent } from "../../content/component-references";
import type { Ecs } from "../../ecs/api/ecs";
import type { Pipeline } from "../../ecs/api/pipelines";

/** How many pipelines an error lists. */
const MOST_LISTED = 5;

/**
 * The pipelines in the region whose contents name a component, as a sentence for an error. Empty if there are none, or if
 * they cannot be listed: then only the service knows.
 */
export async function usersOf(ecs: Ecs, component: NamedComponent): Promise<string> {
  const pipelines = await ecs.pipelines.list(component.regionId).catch((): Pipeline[] => []);
  const users = pipelines
    .filter(({ definition: { buildContent = "", testContent = "" } }) =>
      [buildContent, testContent]
        .flatMap(componentReferences)
        .some((reference) => isReferenceTo(reference, component)),
    )
    .map(({ imagePipelineId }) => imagePipelineId)
    .sort();
  if (users.length === 0) return "";
  const more = users.length > MOST_LISTED ? ` and ${users.length - MOST_LISTED} more` : "";
  return `Pipelines in ${component.regionId} that name it: ${users.slice(0, MOST_LISTED).join(", ")}${more}. `;
}
