import { accepted, type Case } from "../case";

export const placement: Case[] = [
  accepted(
    "an instance type is accepted",
    "docs/service.md, Parameters of CreateImagePipeline: InstanceType",
    { instanceType: "ecs.g6.large" },
  ),
  accepted("a vSwitch is accepted", "docs/service.md, Parameters of CreateImagePipeline: VSwitchId", {
    vswitchId: "vsw-bp67acfmxazb4p0001",
  }),
  accepted(
    "a resource group is accepted",
    "docs/service.md, Parameters of CreateImagePipeline: ResourceGroupId",
    {
      resourceGroupId: "rg-bp67acfmxazb4p0001",
    },
  ),
  {
    title: "a resource group that does not exist passes check, and the service does not find it",
    source: "docs/service.md, Error codes: InvalidResourceGroup.NotFound",
    args: { resourceGroupId: "rg-notfound0001" },
    check: "accept",
    simulator: "InvalidResourceGroup.NotFound",
  },
  ...Object.entries({
    instanceType: "InstanceType",
    vswitchId: "VSwitchId",
    resourceGroupId: "ResourceGroupId",
  }).map(
    ([argument, parameter]): Case => ({
      title: `an empty ${argument} is refused: to have none, leave it out`,
      source: `docs/service.md, Parameters of CreateImagePipeline: ${parameter}; docs/service.md, The SDK: an empty text is sent`,
      args: { [argument]: "" },
      check: { refuse: [argument] },
      says: [/leave it out/i],
      simulator: ["accept", `InvalidParameter.${parameter}`],
    }),
  ),
  {
    title: "a number as the instance type is refused",
    source: "docs/service.md, Parameters of CreateImagePipeline: InstanceType",
    args: { instanceType: 6 },
    check: { refuse: ["instanceType"] },
    says: [/string/i],
    simulator: ["accept", "InvalidParameter.InstanceType"],
  },
  {
    title: "a list of vSwitches is refused: there is one",
    source: "docs/service.md, Parameters of CreateImagePipeline: VSwitchId",
    args: { vswitchId: ["vsw-bp67acfmxazb4p0001"] },
    check: { refuse: ["vswitchId"] },
    says: [/string/i],
    simulator: "InvalidParameter.VSwitchId.1",
  },
  {
    title: "a boolean as the resource group is refused",
    source: "docs/service.md, Parameters of CreateImagePipeline: ResourceGroupId",
    args: { resourceGroupId: true },
    check: { refuse: ["resourceGroupId"] },
    says: [/string/i],
    simulator: ["accept", "InvalidParameter.ResourceGroupId"],
  },
];
