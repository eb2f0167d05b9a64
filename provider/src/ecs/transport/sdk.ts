import type Credential from "@alicloud/credentials";
import { CancelImagePipelineExecutionRequest } from "@alicloud/ecs20140526/dist/models/CancelImagePipelineExecutionRequest";
import { CancelImagePipelineExecutionResponseBody } from "@alicloud/ecs20140526/dist/models/CancelImagePipelineExecutionResponseBody";
import { CreateImageComponentRequest } from "@alicloud/ecs20140526/dist/models/CreateImageComponentRequest";
import { CreateImageComponentResponseBody } from "@alicloud/ecs20140526/dist/models/CreateImageComponentResponseBody";
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
import { DescribeImageFromFamilyRequest } from "@alicloud/ecs20140526/dist/models/DescribeImageFromFamilyRequest";
import { DescribeImageFromFamilyResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImageFromFamilyResponseBody";
import { DescribeImagePipelineExecutionsRequest } from "@alicloud/ecs20140526/dist/models/DescribeImagePipelineExecutionsRequest";
import { DescribeImagePipelineExecutionsResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImagePipelineExecutionsResponseBody";
import { DescribeImagePipelinesRequest } from "@alicloud/ecs20140526/dist/models/DescribeImagePipelinesRequest";
import { DescribeImageSharePermissionRequest } from "@alicloud/ecs20140526/dist/models/DescribeImageSharePermissionRequest";
import { DescribeImageSharePermissionResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImageSharePermissionResponseBody";
import { DescribeImagesRequest } from "@alicloud/ecs20140526/dist/models/DescribeImagesRequest";
import { DescribeImagesResponseBody } from "@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody";
import { ModifyImageAttributeRequest } from "@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest";
import { ModifyImageAttributeResponseBody } from "@alicloud/ecs20140526/dist/models/ModifyImageAttributeResponseBody";
import { ModifyImageSharePermissionRequest } from "@alicloud/ecs20140526/dist/models/ModifyImageSharePermissionRequest";
import { ModifyImageSharePermissionResponseBody } from "@alicloud/ecs20140526/dist/models/ModifyImageSharePermissionResponseBody";
import { StartImagePipelineExecutionRequest } from "@alicloud/ecs20140526/dist/models/StartImagePipelineExecutionRequest";
import { StartImagePipelineExecutionResponseBody } from "@alicloud/ecs20140526/dist/models/StartImagePipelineExecutionResponseBody";
import { TagResourcesRequest } from "@alicloud/ecs20140526/dist/models/TagResourcesRequest";
import { TagResourcesResponseBody } from "@alicloud/ecs20140526/dist/models/TagResourcesResponseBody";
import { UntagResourcesRequest } from "@alicloud/ecs20140526/dist/models/UntagResourcesRequest";
import { UntagResourcesResponseBody } from "@alicloud/ecs20140526/dist/models/UntagResourcesResponseBody";
import OpenApiClient, { $OpenApiUtil, OpenApiUtil } from "@alicloud/openapi-core";
import { type Model, RuntimeOptions } from "@darabonba/typescript";
import type { CredentialSource } from "../credentials/source";
import { type Form, FormError, readAnswer, requireRequestId } from "./answer";
import { credentialOf } from "./credential-providers";
import * as http from "./http";
import { ExchangeError, type Failing, mediaType } from "./http";
import { CreateImagePipelineRequest, DescribeImagePipelinesResponseBody } from "./newer-models";

/*
 * The only module that loads the SDK. Loading takes long, so import it lazily. It uses the ECS package only for the
 * models of the actions below, and not the other 1,100; calls use the core on which the SDK's client is built.
 */

/**
 * The actions, with the models of their requests and responses, and the documented form of the response. A model is
 * loaded by the first call that needs it.
 */
export const operations = {
  CreateImagePipeline: [
    () => CreateImagePipelineRequest,
    () => CreateImagePipelineResponseBody,
    { id: "imagePipelineId" },
  ],
  DescribeImagePipelines: [
    () => DescribeImagePipelinesRequest,
    () => DescribeImagePipelinesResponseBody,
    { list: ["imagePipeline", "imagePipelineSet"], itemId: "imagePipelineId" },
  ],
  DeleteImagePipeline: [() => DeleteImagePipelineRequest, () => DeleteImagePipelineResponseBody, "done"],
  StartImagePipelineExecution: [
    () => StartImagePipelineExecutionRequest,
    () => StartImagePipelineExecutionResponseBody,
    { id: "executionId" },
  ],
  DescribeImagePipelineExecutions: [
    () => DescribeImagePipelineExecutionsRequest,
    () => DescribeImagePipelineExecutionsResponseBody,
    { list: ["imagePipelineExecution", "imagePipelineExecutionSet"], itemId: "executionId" },
  ],
  CancelImagePipelineExecution: [
    () => CancelImagePipelineExecutionRequest,
    () => CancelImagePipelineExecutionResponseBody,
    "done",
  ],
  CreateImageComponent: [
    () => CreateImageComponentRequest,
    () => CreateImageComponentResponseBody,
    { id: "imageComponentId" },
  ],
  DescribeImageComponents: [
    () => DescribeImageComponentsRequest,
    () => DescribeImageComponentsResponseBody,
    { list: ["imageComponent", "imageComponentSet"], itemId: "imageComponentId" },
  ],
  DeleteImageComponent: [() => DeleteImageComponentRequest, () => DeleteImageComponentResponseBody, "done"],
  DescribeImages: [
    () => DescribeImagesRequest,
    () => DescribeImagesResponseBody,
    { list: ["images", "image"], itemId: "imageId" },
  ],
  DescribeImageFromFamily: [
    () => DescribeImageFromFamilyRequest,
    () => DescribeImageFromFamilyResponseBody,
    { item: "image", itemId: "imageId" },
  ],
  ModifyImageAttribute: [() => ModifyImageAttributeRequest, () => ModifyImageAttributeResponseBody, "done"],
  DescribeImageSharePermission: [
    () => DescribeImageSharePermissionRequest,
    () => DescribeImageSharePermissionResponseBody,
    { list: ["accounts", "account"], itemId: "aliyunId", accounts: true },
  ],
  ModifyImageSharePermission: [
    () => ModifyImageSharePermissionRequest,
    () => ModifyImageSharePermissionResponseBody,
    "done",
  ],
  DeleteImage: [() => DeleteImageRequest, () => DeleteImageResponseBody, "done"],
  DeleteSnapshot: [() => DeleteSnapshotRequest, () => DeleteSnapshotResponseBody, "done"],
  TagResources: [() => TagResourcesRequest, () => TagResourcesResponseBody, "done"],
  UntagResources: [() => UntagResourcesRequest, () => UntagResourcesResponseBody, "done"],
} as const satisfies Record<string, readonly [() => unknown, () => unknown, Form]>;

/** For the credentials library, which is in a file of its own (scripts/bundle.mjs). */
export { http };

type Operations = typeof operations;
export type Action = keyof Operations;
/**
 * A model of the SDK as plain data, with the fields that it declares. The models themselves have an index signature: by
 * their types every misspelt name is a field.
 */
type Plain<Value> = Value extends Model
  ? { [Name in keyof Value as DeclaredName<Name>]?: Plain<Value[Name]> | undefined }
  : Value extends (infer Element)[]
    ? Plain<Element>[]
    : Value;
type DeclaredName<Name> = string extends Name
  ? never
  : Name extends number | "toMap" | "validate" | "copyWithoutStream"
    ? never
    : Name;
/**
 * The parameters of an action. Account IDs are texts: the SDK's type says number, but those of 16 digits exceed it, and
 * it passes texts through untouched (docs/service.md, Parameters of CreateImagePipeline).
 */
export type Request<A extends Action> = WithTextIds<Plain<InstanceType<ReturnType<Operations[A][0]>>>>;
type WithTextIds<Parameters> = {
  [Name in keyof Parameters]: Name extends "addAccount" ? string[] | undefined : Parameters[Name];
};
type Body<A extends Action> = Plain<InstanceType<ReturnType<Operations[A][1]>>>;
type GivenId<A extends Action> = Operations[A][2] extends { id: infer Name extends string } ? Name : never;
export type Response<A extends Action> = Body<A> & Record<"requestId" | GivenId<A>, string>;

/** A list item that does not have the documented form, with its ID if that is readable. */
export interface UnreadableItem {
  id: string | undefined;
  failing: Failing;
}

export interface Connection {
  host: string;
  protocol: "HTTP" | "HTTPS";
  regionId: string;
  readTimeout: number;
  connectTimeout: number;
  credentials: CredentialSource;
  /** The host where roles are assumed, if it is not the default host of STS. */
  stsHost: string | undefined;
}

const ECS_VERSION = "2014-05-26";
const STS_VERSION = "2015-04-01";

/**
 * Contents of up to 16 KB are sent in the form body. The generated client would put them into the URL, which would be up
 * to 49 KB long when percent-encoded, and URLs occur in logs and in the SDK's error messages. The Terraform provider
 * sends all parameters of these actions in the body (docs/service.md, Endpoints and signatures, The SDK).
 */
const IN_BODY = ["BuildContent", "TestContent", "Content"];

/** Makes single attempts of calls. The core of the official SDK signs, flattens and parses them. */
export class Sdk {
  private readonly client: OpenApiClient;
  private readonly host: string;

  constructor(connection: Connection) {
    const { host, credentials, stsHost, ...rest } = connection;
    this.host = host;
    // A configuration that is made of values asks for the types of them, and so for the credentials library.
    const config = Object.assign(new $OpenApiUtil.Config(), {
      ...rest,
      credential: credentialOf(credentials, stsHost) as Credential,
      endpoint: host,
      userAgent: "pulumi-alicloud-image-builder",
    });
    this.client = new OpenApiClient(config);
  }

  /** The response, and separately the list items that do not have the documented form. */
  async call<A extends Action>(
    action: A,
    request: Request<A>,
  ): Promise<{ response: Response<A>; unreadable: UnreadableItem[] }> {
    const [requestModel, responseModel, form] = operations[action];
    const RequestModel = requestModel();
    const flat: Record<string, string> = OpenApiUtil.query(new RequestModel(request).toMap());
    const query = Object.fromEntries(Object.entries(flat).filter(([name]) => !IN_BODY.includes(name)));
    const body = Object.fromEntries(Object.entries(flat).filter(([name]) => IN_BODY.includes(name)));
    const sentBody = Object.keys(body).length > 0 ? body : undefined;
    return this.send(action, ECS_VERSION, query, sentBody, (answer, failing) => {
      const { response, bad } = readAnswer<Model>(answer, responseModel(), form, { ...request });
      const unreadable = bad.map(({ id, problem }) => ({ id, failing: { ...failing, problem } }));
      return { response: response as object as Response<A>, unreadable };
    });
  }

  /** The account that the credentials belong to. */
  async callerAccountId(): Promise<string> {
    return this.send("GetCallerIdentity", STS_VERSION, {}, undefined, (answer) => {
      requireRequestId(answer);
      const { AccountId: accountId } = answer;
      if (typeof accountId === "string" && /^\d{1,20}$/.test(accountId)) return accountId;
      throw new FormError("without an AccountId");
    });
  }

  /** @param read reads the response; its FormError is reported with the source of the response. */
  private async send<Read>(
    action: string,
    version: string,
    query: Record<string, string>,
    body: Record<string, string> | undefined,
    read: (answer: Record<string, unknown>, failing: Failing) => Read,
  ): Promise<Read> {
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
    const failing = {
      host: this.host,
      sent: true,
      statusCode: Number(answer["statusCode"]),
      contentType: mediaType(answer["headers"]),
      data: {},
    };
    try {
      return read(answer["body"], failing);
    } catch (error) {
      throw error instanceof FormError ? new ExchangeError({ ...failing, problem: error.problem }) : error;
    }
  }
}
