import type { Ecs } from "../ecs/api/ecs";
import type { Tagged, Tags } from "../ecs/api/tags";
import { messageOf } from "../values/printable";
import { withoutServiceTags } from "../values/service-tags";
import { PartialFailure, type Properties } from "./lifecycle";

/**
 * Changes the tags of a resource from those in the state to the declared ones. If it fails halfway, the state keeps the
 * tags that the resource is known to have.
 */
export async function updateTags(
  ecs: Ecs,
  target: Tagged,
  olds: Properties,
  news: Properties,
): Promise<void> {
  const tagsOf = (properties: Properties) => (properties["tags"] ?? {}) as Tags;
  const applied: Tags = { ...withoutServiceTags(tagsOf(olds)) };
  try {
    await ecs.changeTags(target, tagsOf(olds), tagsOf(news), applied);
  } catch (error) {
    throw new PartialFailure(messageOf(error), target.id, { ...olds, tags: applied });
  }
}
