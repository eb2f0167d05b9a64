import { CancelImagePipelineExecutionRequest } from "@alicloud/ecs20140526/dist/models/CancelImagePipelineExecutionRequest";
import { CancelImagePipelineExecutionResponseBody } from "@alicloud/ecs20140526/dist/models/CancelImagePipelineExecutionResponseBody";
import { CreateImageComponentRequest } from "@alicloud/ecs20140526/dist/models/CreateImageComponentRequest";
import { CreateImageComponentResponseBody } from "@alicloud/ecs20140526/dist/models/CreateImageComponentResponseBody";
import { CreateImagePipelineRequest } from "@alicloud/ecs20140526/dist/models/CreateImagePipelineRequest";
import { CreateImagePipelineResponseBody } from "@alicloud/ecs20140526/dist/models/CreateImagePipelineResponseBody";
import { DeleteImageComponentRequest } from "@alicloud/ecs20140526/dist/models/DeleteImageComponentRequest";
import { DeleteImageComponentResponseBody } from "@alicloud/ecs20140526/dist/models/DeleteImageComponentResponseBody";
import { DeleteImagePipelineRequest } from "@alicloud/ecs20140526/dist/models/DeleteImagePipelineRequest";
import { DeleteImagePipelineResponseBody } from "@alicloud/ecs20140526/dist/models/DeleteImagePipelineResponseBody";
import { DeleteImageRequest } from "@alicloud/ecs20140526/dist/models/DeleteImageRequest";
import { DeleteImageResponseBody } from "@alicloud/ecs20140526/dist/models/DeleteImageResponseBody";
import { DeleteSnapshotRequest } from "@alicloud/ecs20140526/dist/models/DeleteSnapshotRequest";
import { DeleteSnapshotResponseBody } from "@alicloud/ecs20140526/dist/models/DeleteSnapshotResponseBody";
import { DescribeImageComponentsRequest } from "@alicloud/ecs20140526/dist/models/DescribeImageComponentsRequest";
import { DescribeImageComponentsResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImageComponentsResponseBody";
import { DescribeImagePipelineExecutionsRequest } from "@alicloud/ecs20140526/dist/models/DescribeImagePipelineExecutionsRequest";
import { DescribeImagePipelineExecutionsResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImagePipelineExecutionsResponseBody";
import { DescribeImagePipelinesRequest } from "@alicloud/ecs20140526/dist/models/DescribeImagePipelinesRequest";
import { DescribeImagePipelinesResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImagePipelinesResponseBody";
import { DescribeImagesRequest } from "@alicloud/ecs20140526/dist/models/DescribeImagesRequest";
import { DescribeImagesResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody";
import { StartImagePipelineExecutionRequest } from "@alicloud/ecs20140526/dist/models/StartImagePipelineExecutionRequest";
import { StartImagePipelineExecutionResponseBody } from "@alicloud/ecs20140526/dist/models/StartImagePipelineExecutionResponseBody";
import { TagResourcesRequest } from "@alicloud/ecs20140526/dist/models/TagResourcesRequest";
import { TagResourcesResponseBody } from "@alicloud/ecs20140526/dist/models/TagResourcesResponseBody";
import { UntagResourcesRequest } from "@alicloud/ecs20140526/dist/models/UntagResourcesRequest";
import { UntagResourcesResponseBody } from "@alicloud/ecs20140526/dist/models/UntagResourcesResponseBody";
import OpenApiClient, { $OpenApiUtil, OpenApiUtil } from "@alicloud/openapi-core";
import { cast, RuntimeOptions } from "@darabonba/typescript";
import { credentialOf } from "./credential-providers";
import type { CredentialSource } from "./credential-source";

/*
 * The only module that loads the SDK, and it takes long: import it lazily. Of the ECS package it takes the models of
 * the actions that are used, and none of the other 1,100; calls go through the core that the SDK's client is made of.
 */

export const operations = {
  CreateImagePipeline: [CreateImagePipelineRequest, CreateImagePipelineResponseBody],
  DescribeImagePipelines: [DescribeImagePipelinesRequest, DescribeImagePipelinesResponseBody],
  DeleteImagePipeline: [DeleteImagePipelineRequest, DeleteImagePipelineResponseBody],
  StartImagePipelineExecution: [StartImagePipelineExecutionRequest, StartImagePipelineExecutionResponseBody],
  DescribeImagePipelineExecutions: [
    DescribeImagePipelineExecutionsRequest,
    DescribeImagePipelineExecutionsResponseBody,
  ],
  CancelImagePipelineExecution: [
    CancelImagePipelineExecutionRequest,
    CancelImagePipelineExecutionResponseBody,
  ],
  CreateImageComponent: [CreateImageComponentRequest, CreateImageComponentResponseBody],
  DescribeImageComponents: [DescribeImageComponentsRequest, DescribeImageComponentsResponseBody],
  DeleteImageComponent: [DeleteImageComponentRequest, DeleteImageComponentResponseBody],
  DescribeImages: [DescribeImagesRequest, DescribeImagesResponseBody],
  DeleteImage: [DeleteImageRequest, DeleteImageResponseBody],
  DeleteSnapshot: [DeleteSnapshotRequest, DeleteSnapshotResponseBody],
  TagResources: [TagResourcesRequest, TagResourcesResponseBody],
  UntagResources: [UntagResourcesRequest, UntagResourcesResponseBody],
} as const;

type Operations = typeof operations;
export type Action = keyof Operations;
type Fields<Model> = {
  [Name in Exclude<keyof Model, "toMap" | "validate" | "copyWithoutStream">]?: Model[Name];
};
export type Request<A extends Action> = Fields<InstanceType<Operations[A][0]>>;
export type Response<A extends Action> = InstanceType<Operations[A][1]>;

export interface Connection {
  host: string;
  protocol: "HTTP" | "HTTPS";
  regionId: string;
  readTimeout: number;
  connectTimeout: number;
  credentials: CredentialSource;
  /** Where roles are assumed, when it is not STS's own host. */
  stsHost: string | undefined;
}

const ECS_VERSION = "2014-05-26";
const STS_VERSION = "2015-04-01";

/**
 * Texts of up to 16 KB go into the form body and not, as the generated client would have it, into the URL: percent-
 * encoded they make it up to 49 KB long, and a URL ends up in logs and in the SDK's error messages. The Terraform
 * provider sends all parameters of these actions in the body (api-facts 9).
 */
const IN_BODY = ["BuildContent", "TestContent", "Content"];

/** One attempt of a call, by the official SDK's core: signed, flattened and parsed there. */
export class Sdk {
  private readonly client: OpenApiClient;

  constructor(connection: Connection) {
    const { host, credentials, stsHost, ...rest } = connection;
    this.client = new OpenApiClient(
      new $OpenApiUtil.Config({
        ...rest,
        credential: credentialOf(credentials, stsHost),
        endpoint: host,
        userAgent: "pulumi-alicloud-image-builder",
      }),
    );
  }

  async call<A extends Action>(action: A, request: Request<A>): Promise<Response<A>> {
    const [RequestModel, ResponseModel] = operations[action];
    const flat: Record<string, string> = OpenApiUtil.query(new RequestModel(request).toMap());
    const query = Object.fromEntries(Object.entries(flat).filter(([name]) => !IN_BODY.includes(name)));
    const body = Object.fromEntries(Object.entries(flat).filter(([name]) => IN_BODY.includes(name)));
    const answer = await this.send(
      action,
      ECS_VERSION,
      query,
      Object.keys(body).length > 0 ? body : undefined,
    );
    return cast(answer, new ResponseModel({})) as Response<A>;
  }

  /** The account that the credentials belong to. */
  async callerAccountId(): Promise<string> {
    const answer = await this.send("GetCallerIdentity", STS_VERSION, {}, undefined);
    const accountId = answer["AccountId"];
    if (typeof accountId !== "string" || accountId === "")
      throw new Error("GetCallerIdentity told no AccountId");
    return accountId;
  }

  private async send(
    action: string,
    version: string,
    query: Record<string, string>,
    body: Record<string, string> | undefined,
  ): Promise<Record<string, unknown>> {
    const params = new $OpenApiUtil.Params({
      action,
      version,
      protocol: "HTTPS",
      pathname: "/",
      method: "POST",
      authType: "AK",
      style: "RPC",
      reqBodyType: "formData",
      bodyType: "json",
    });
    const request = new $OpenApiUtil.OpenApiRequest({ query, body });
    const answer = await this.client.callApi(params, request, new RuntimeOptions({}));
    return answer["body"] as Record<string, unknown>;
  }
}
