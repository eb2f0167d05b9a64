/**
 * The resources that a permission for each action must cover, without `acs:ecs:REGION:ACCOUNT:`; `*` is every resource.
 * `{name}` is the parameter with the ID; if the request has none, or several, any ID. API: "Authorization information" of
 * each action; for TagResources and UntagResources it lists neither pipelines nor components. docs/ram-policy.md has the
 * same table; a test compares them, and checks that no action is missing.
 */
export const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  CreateImagePipeline: ["imagepipeline/*"],
  DescribeImagePipelines: ["imagepipeline/*"],
  DeleteImagePipeline: ["imagepipeline/{imagePipelineId}"],
  StartImagePipelineExecution: ["imagepipeline/{imagePipelineId}"],
  DescribeImagePipelineExecutions: ["imagepipelineexecution/*", "imagepipeline/*"],
  CancelImagePipelineExecution: ["imagepipeline/*"],
  CreateImageComponent: ["imagecomponent/*"],
  DescribeImageComponents: ["imagecomponent/*"],
  DeleteImageComponent: ["imagecomponent/{imageComponentId}"],
  DescribeImages: ["image/*"],
  DescribeImageFromFamily: ["*"],
  ModifyImageAttribute: ["image/{imageId}"],
  DescribeImageSharePermission: ["image/{imageId}"],
  ModifyImageSharePermission: ["image/{imageId}"],
  DeleteImage: ["image/{imageId}"],
  DeleteSnapshot: ["snapshot/{snapshotId}"],
  TagResources: ["{resourceType}/{resourceId}"],
  UntagResources: ["{resourceType}/{resourceId}"],
};

/** A call that was refused. */
export interface RefusedCall {
  action: string;
  regionId: string;
  request: Record<string, unknown>;
}

/** What to allow if RAM refuses a call. */
export function permissionAdvice({ action, regionId, request }: RefusedCall): string {
  const resources = RESOURCES[action];
  if (!resources) return `The account or RAM user needs the permission sts:${action}.`;
  const arns = resources.map((resource) =>
    resource === "*" ? resource : `acs:ecs:${regionId}:*:${filledIn(resource, request)}`,
  );
  return `The account or RAM user needs the permission ecs:${action}. Allow it for ${arns.join(" and ")}: docs/ram-policy.md has the policies.`;
}

const filledIn = (resource: string, request: Record<string, unknown>): string =>
  resource.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const [id, ...more] = [request[name]].flat();
    return typeof id === "string" && /^[\w-]{1,100}$/.test(id) && more.length === 0 ? id : "*";
  });
