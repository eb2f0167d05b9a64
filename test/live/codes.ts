import { randomBytes } from "node:crypto";
import type { EcsClient } from "../../provider/src/ecs/transport/client";
import type { Request } from "../../provider/src/ecs/transport/sdk";

/** What the calls need. Everything that they name was created by the run, or does not exist. */
export interface Ground {
  client: EcsClient;
  regionId: string;
  /** Parameters of CreateImagePipeline that are accepted as they are, under a name of this run. */
  pipeline(): { regionId: string; name: string; baseImageType: string; baseImage: string };
  /** Parameters of CreateImageComponent that are accepted as they are, under a name of this run. */
  component(): { regionId: string; name: string; content: string };
  /** IDs of a pipeline and a component of this run; the pipeline's content names the component. */
  imagePipelineId: string;
  imageComponentId: string;
}

/** A code of the documents, and a call that the service should refuse with it. */
export interface DocumentedCode {
  code: string;
  status: number;
  /** Which input it is for. */
  when: string;
  /**
   * `documented`: by the text of a page. `inferred`: from the code's name or from a rule, or the pages contradict each other.
   */
  known: "documented" | "inferred";
  call(ground: Ground): Promise<unknown>;
}

const none = (kind: string) => `${kind}-${randomBytes(10).toString("hex")}`;

/** A row about CreateImagePipeline: what is added to accepted parameters. */
const creating = (
  code: string,
  status: number,
  known: DocumentedCode["known"],
  when: string,
  more: Omit<Request<"CreateImagePipeline">, "regionId">,
): DocumentedCode => ({
  code,
  status,
  known,
  when,
  call: ({ client, pipeline }) => client.call("CreateImagePipeline", { ...pipeline(), ...more }),
});

/** A row about CreateImageComponent: the same. */
const writing = (
  code: string,
  status: number,
  known: DocumentedCode["known"],
  when: string,
  more: Omit<Request<"CreateImageComponent">, "regionId">,
): DocumentedCode => ({
  code,
  status,
  known,
  when,
  call: ({ client, component }) => client.call("CreateImageComponent", { ...component(), ...more }),
});

const HEREDOC = "RUN cat > /etc/motd <<EOF\nhello\nEOF\n";

/*
 * The codes that a call can get without a build, and without anything that is billed. Refused calls create nothing. If one
 * is accepted after all, what it creates has a name of the run and is deleted with the rest.
 */
export const DOCUMENTED_CODES: readonly DocumentedCode[] = [
  creating("InvalidBaseImageType.NotSupportedValue", 400, "inferred", "another baseImageType", {
    baseImageType: "DISK",
  }),
  creating("InvalidSystemDiskSize.NotSupportedValue", 400, "inferred", "a system disk of 19 GiB", {
    systemDiskSize: 19,
  }),
  creating("InvalidInternetMaxBandwidthOut.NotSupportedValue", 400, "inferred", "101 Mbit/s", {
    internetMaxBandwidthOut: 101,
  }),
  creating("InvalidDescription.Malformed", 400, "inferred", "a description of one character", {
    description: "a",
  }),
  creating("InvalidBuildContent.LengthExceeded", 400, "inferred", "a content of 16,385 bytes", {
    buildContent: `RUN ${"x".repeat(16_381)}`,
  }),
  creating("InvalidImageTemplateCommandSize.ExceededMaxNumber", 400, "inferred", "128 commands", {
    buildContent: "RUN a\n".repeat(128),
  }),
  creating("InvalidImageTemplateCommand.NotSupported", 400, "inferred", "an ADD", {
    buildContent: "ADD a /b",
  }),
  creating("InvalidImageTemplateCommand.NotSupported", 400, "inferred", "a heredoc", {
    buildContent: HEREDOC,
  }),
  creating("EmptyCommandContent.RUN", 400, "documented", "an empty RUN", { buildContent: "RUN" }),
  creating("NotEmptyCommandContent.RESTART", 400, "inferred", "a word after RESTART", {
    buildContent: "RESTART now",
  }),
  creating("InvalidCommandContent.COPY", 400, "inferred", "a COPY of a URL with a query string", {
    buildContent: "COPY https://example.com/a?b=c /d",
  }),
  creating("ImageComponent.NotFound", 404, "documented", "a component that does not exist", {
    buildContent: "COMPONENT ic-pibnotfound",
  }),
  creating("InvalidParameter.RepairMode", 400, "documented", "another repairMode", { repairMode: "None" }),
  creating("MissingParameter.RepairMode", 404, "inferred", "repairItems without a repairMode", {
    repairItem: ["fstab"],
  }),
  creating("MissingParameter.ImportImageOptions", 404, "inferred", "OSS without importImageOptions", {
    baseImageType: "OSS",
    baseImage: undefined,
  }),
  creating("Duplicate.TagKey", 400, "documented", "a tag key twice", {
    tag: [
      { key: "pib-live", value: "1" },
      { key: "pib-live", value: "2" },
    ],
  }),
  creating("InvalidTagKey.Malformed", 400, "documented", "a tag key that starts with acs:", {
    tag: [{ key: "acs:pib-live", value: "1" }],
  }),
  creating("InvalidResourceGroup.NotFound", 404, "documented", "a resource group that does not exist", {
    resourceGroupId: "rg-pibnotfound",
  }),
  creating("InvalidInstanceType.NotFound", 404, "documented", "an instance type that does not exist", {
    instanceType: "ecs.notfound.large",
  }),
  creating("InvalidVSwitchId.NotFound", 404, "documented", "a vSwitch that does not exist", {
    vSwitchId: "vsw-pibnotfound",
  }),
  writing("InvalidCommand.Component", 400, "documented", "COMPONENT in a component", {
    content: `COMPONENT ${none("ic")}`,
  }),
  writing("NotSupportedCommand.FROM", 404, "inferred", "FROM in a component", {
    content: "FROM IMAGE:m-1\nRUN true",
  }),
  writing("InvalidParameter.ComponentVersion", 400, "documented", "a version of two parts", {
    componentVersion: "1.0",
  }),
  writing("InvalidSystemType.NotSupportedValue", 400, "inferred", "another systemType", {
    systemType: "linux",
  }),
  {
    code: "InvalidComponentVersion.Exist",
    status: 403,
    known: "documented",
    when: "a name and version twice",
    call: async ({ client, component }) => {
      const once = { ...component(), componentVersion: "1.0.0" };
      await client.call("CreateImageComponent", once);
      await client.call("CreateImageComponent", once);
    },
  },
  {
    code: "InvalidImageComponent.InUse",
    status: 403,
    known: "documented",
    when: "deleting a component that a pipeline names",
    call: ({ client, regionId, imageComponentId }) =>
      client.call("DeleteImageComponent", { regionId, imageComponentId }),
  },
  {
    code: "InvalidImageComponent.NotFound",
    status: 404,
    known: "documented",
    when: "deleting a component that does not exist",
    call: ({ client, regionId }) =>
      client.call("DeleteImageComponent", { regionId, imageComponentId: none("ic") }),
  },
  {
    code: "InvalidImagePipeline.NotFound",
    status: 404,
    known: "inferred",
    when: "deleting a pipeline that does not exist",
    call: ({ client, regionId }) =>
      client.call("DeleteImagePipeline", { regionId, imagePipelineId: none("ip") }),
  },
  {
    code: "InvalidImagePipeline.NotFound",
    status: 404,
    known: "inferred",
    when: "starting a build of a pipeline that does not exist",
    call: ({ client, regionId }) =>
      client.call("StartImagePipelineExecution", { regionId, imagePipelineId: none("ip") }),
  },
  {
    code: "InvalidImagePipeline.NotFound",
    status: 404,
    known: "inferred",
    when: "listing the builds of a pipeline that does not exist",
    call: ({ client, regionId }) =>
      client.call("DescribeImagePipelineExecutions", { regionId, imagePipelineId: none("ip") }),
  },
  {
    code: "InvalidImagePipelineExecution.NotFound",
    status: 404,
    known: "inferred",
    when: "cancelling a build that does not exist",
    call: ({ client, regionId }) =>
      client.call("CancelImagePipelineExecution", { regionId, executionId: none("exec") }),
  },
  {
    code: "MissingParameter.ImagePipelineId",
    status: 400,
    known: "documented",
    when: "listing builds without a pipeline or a build",
    call: ({ client, regionId }) => client.call("DescribeImagePipelineExecutions", { regionId }),
  },
  {
    code: "InvalidParameter.Status",
    status: 400,
    known: "inferred",
    when: "listing builds in a status that does not exist",
    call: ({ client, regionId, imagePipelineId }) =>
      client.call("DescribeImagePipelineExecutions", { regionId, imagePipelineId, status: "DONE" }),
  },
  {
    code: "InvalidImagePipelineIdSize.ExceededMaxNumber",
    status: 400,
    known: "documented",
    when: "listing 21 pipelines",
    call: ({ client, regionId }) =>
      client.call("DescribeImagePipelines", {
        regionId,
        imagePipelineId: Array.from({ length: 21 }, () => none("ip")),
      }),
  },
  {
    code: "Invalid.NextToken",
    status: 403,
    known: "documented",
    when: "a token that no page had",
    call: ({ client, regionId }) =>
      client.call("DescribeImagePipelines", { regionId, nextToken: "pib-live" }),
  },
  {
    code: "InvalidResourceId.NotFound",
    status: 404,
    known: "documented",
    when: "tagging a pipeline that does not exist",
    call: ({ client, regionId }) =>
      client.call("TagResources", {
        regionId,
        resourceType: "imagepipeline",
        resourceId: [none("ip")],
        tag: [{ key: "pib-live", value: "1" }],
      }),
  },
  {
    code: "InvalidResourceType.NotFound",
    status: 404,
    known: "documented",
    when: "tagging a type that does not exist",
    call: ({ client, regionId, imagePipelineId }) =>
      client.call("TagResources", {
        regionId,
        resourceType: "pibnotfound",
        resourceId: [imagePipelineId],
        tag: [{ key: "pib-live", value: "1" }],
      }),
  },
  {
    code: "TagKey.Duplication",
    status: 403,
    known: "inferred",
    when: "tagging a pipeline with a key that it has in another letter case",
    call: async ({ client, regionId, imagePipelineId }) => {
      const tag = (key: string) =>
        client.call("TagResources", {
          regionId,
          resourceType: "imagepipeline",
          resourceId: [imagePipelineId],
          tag: [{ key, value: "1" }],
        });
      await tag("pib-live-case");
      await tag("PIB-live-case");
    },
  },
  {
    code: "InvalidImageId.NotFound",
    status: 404,
    known: "inferred",
    when: "deleting an image that does not exist",
    call: ({ client, regionId }) => client.call("DeleteImage", { regionId, imageId: none("m") }),
  },
  {
    code: "InvalidImageId.NotFound",
    status: 404,
    known: "documented",
    when: "reading the sharing of an image that does not exist",
    call: ({ client, regionId }) =>
      client.call("DescribeImageSharePermission", { regionId, imageId: none("m") }),
  },
];
