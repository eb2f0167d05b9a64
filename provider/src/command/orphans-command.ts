import { connect } from "../ecs/api/ecs";
import { defaultRegion, stackSettings } from "../ecs/settings/settings";
import { NO_INPUT, parsed, STATE_HELP, statesOf } from "./input";
import { knownIn, requireRegions } from "./known";
import { canBeAdopted, type Orphan, orphans } from "./orphans";
import { print, row } from "./print";

const USAGE = `Usage: pulumi stack export | pulumi-alicloud-image-builder orphans [--region REGION]... [--state FILE]... [--json]

Lists what is in your account and in none of the given states, for example because a run was killed or a response was
lost: image pipelines; image components; builds (executions) that run or have an image; and the images of builds, with
their copies in the searched regions. An image that Image Builder did not make is not listed. In a state, resources of
this package and of @pulumi/alicloud count (ecs.EcsImagePipeline, ecs.EcsImageComponent, ecs.ImagePipelineExecution,
ecs.Image, ecs.ImageCopy, ecs.CopyImage, ecs.ImageImport).

  --region REGION   a region to search; can be repeated. Default: the regions in the states, and ALICLOUD_REGION
  --state FILE      ${STATE_HELP}. Default: -
  --json            prints JSON: a list of {type, regionId, id, name, creationTime}; type is ImagePipeline,
                    ImageComponent, ImagePipelineExecution ({…, imagePipelineId, status, imageId}; name is that of the
                    pipeline) or Image ({…, imagePipelineId, executionId, status})

Calls for each region: one for 500 pipelines, one for 500 components, one for 100 images, and one for each pipeline, because
the API lists the builds of one pipeline only; ten of those at a time.
Credentials and endpoints come from the environment, as in the provider. The stack configuration is not read.
Exit code: 0 if nothing is found, 3 if something is found, 1 for an error.
`;

/** The command `orphans`. @returns the exit code. */
export async function orphansCommand(args: string[]): Promise<number> {
  const { values } = parsed({
    args,
    options: {
      region: { type: "string", multiple: true },
      state: { type: "string", multiple: true },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return print(USAGE, 0);
  if (!values.state && process.stdin.isTTY) throw new Error(`no state: ${NO_INPUT}`);
  const states = statesOf(values.state ?? ["-"]).map(({ text, from }) => knownIn(text, from));
  const settings = stackSettings(() => undefined, process.env);
  const regions = new Map(
    values.region?.map((region) => [region, "--region"]) ?? states.flatMap((state) => [...state.regions]),
  );
  const fallback = defaultRegion(settings);
  if (!values.region && fallback.value && !regions.has(fallback.value))
    regions.set(fallback.value, "the region of the environment (ALICLOUD_REGION and its other names)");
  if (regions.size === 0)
    throw new Error("no region to search: the states contain none. Use --region, or set ALICLOUD_REGION.");
  requireRegions(regions);

  const known = states.flatMap(({ ids }) => ids);
  const { found, notSearched } = await orphans(
    connect(settings, { row: () => row }),
    [...regions.keys()],
    known,
  );
  if (notSearched.length > 0) {
    const all = [...regions.keys(), ...notSearched].map((region) => `--region ${region}`);
    process.stderr.write(
      `Not searched: ${notSearched.join(", ")}, to which pipelines copy images. To search there, too: ${all.join(" ")}\n`,
    );
  }
  const code = found.length === 0 ? 0 : 3;
  if (values.json) return print(`${JSON.stringify(found, undefined, 2)}\n`, code);
  if (found.length === 0)
    return print(
      `No pipeline, component, build or image in ${[...regions.keys()].join(", ")} is missing from the given state.\n`,
      code,
    );
  return print(`${found.map(line).join("\n")}\n\n${advice(found)}`, code);
}

function line({ type, id, regionId, creationTime, name, status, imageId, executionId }: Orphan): string {
  const more = [status, imageId, executionId && `of ${executionId}`].filter(Boolean).join(", ");
  return [type, id, regionId, creationTime, name, ...(more ? [more] : [])].join("  ");
}

/** What to do with each type that was found. */
function advice(found: Orphan[]): string {
  const first = (type: Orphan["type"]) => found.find((one) => one.type === type);
  const [pipeline, component, image] = [first("ImagePipeline"), first("ImageComponent"), first("Image")];
  const build = found.find(canBeAdopted);
  const other = found.find((one) => one.type === "ImagePipelineExecution" && !canBeAdopted(one));
  return [
    pipeline &&
      `To adopt a pipeline, declare it as it is, with \`adopt: "${pipeline.id}"\`; see docs/importing.md.\n`,
    component &&
      `To adopt a component, declare it as it is, with \`adopt: "${component.id}"\`, or use it by its ID, or delete it.\n`,
    build &&
      `To adopt a build and its images, declare it with its pipeline: \`imagePipelineId: "${build.imagePipelineId}", adopt: "${build.id}"\`. To let it be deleted with its images, set \`deleteImageOnDestroy: true\`, too.\n`,
    other &&
      `Build ${other.id} (${other.status}) cannot be adopted: it failed, is being cancelled, or has no image in ${other.regionId}. Delete its images if you do not need them.\n`,
    image &&
      "An image and its snapshots are billed. If its build cannot be adopted, delete the image in the ECS console of its region, and then its snapshots. Check first that no other stack and no instance uses it.\n",
  ]
    .filter(Boolean)
    .join("");
}
