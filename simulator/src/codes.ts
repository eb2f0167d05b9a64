/**
 * Every error code that the simulator answers with: its HTTP status, its situation, and how we know that it stands for
 * that situation. This is the one place that says so; docs/simulator-coverage.md is generated from it, and a test
 * compares it with docs/service.md, Error codes, Deleting images and snapshots, Tags.
 */

/**
 * - `documented`: a document names the code and describes the situation.
 * - `inferred`: a document lists the code, and its name alone says what it stands for.
 * - `invented`: no document has the code for the situation; the real service may answer with another one.
 */
export type Known = "documented" | "inferred" | "invented";

interface Code {
  readonly status: number;
  readonly known: Known;
  readonly when: string;
  /** No rule of the simulator leads to it: the setting `deny` answers with it. */
  readonly onDemand?: true;
}

const documented = (status: number, when: string) => ({ status, known: "documented", when }) as const;
const inferred = (status: number, when: string) => ({ status, known: "inferred", when }) as const;
const invented = (status: number, when: string) => ({ status, known: "invented", when }) as const;
const onDemand = <T>(code: T) => ({ ...code, onDemand: true }) as const;

export const CODES = {
  // CreateImagePipeline; many of these are codes of CreateImageComponent and StartImagePipelineExecution too.
  "InvalidSourceInstance.NotFound": onDemand(documented(400, "The source instance does not exist.")),
  "InvalidName.Malformed": inferred(400, "A name breaks its rule, also one to search for."),
  "InvalidDescription.Malformed": inferred(400, "A description breaks its rule."),
  "InvalidImageName.Malformed": inferred(400, "The image's name breaks its rule."),
  "InvalidImageFamily.Malformed": documented(400, "The image's family breaks its rule."),
  "InvalidImageOptions.Description": documented(400, "The image's description breaks its rule."),
  "InvalidAdvancedOptions.ImageNameSuffix": documented(400, "ImageNameSuffix is not `disable`."),
  "InvalidImageName.Duplicated": documented(
    400,
    "ImageNameSuffix is `disable`, and one of the account's images in the region or in a region of ToRegionId has the name. That the suffix matters is inferred. Also of ModifyImageAttribute: another image in the region has the name.",
  ),
  "InvalidBaseImageType.NotSupportedValue": inferred(400, "BaseImageType is not one of its values."),
  "InvalidSystemDiskSize.NotSupportedValue": inferred(400, "SystemDiskSize is out of its range."),
  "InvalidInternetMaxBandwidthOut.NotSupportedValue": inferred(
    400,
    "InternetMaxBandwidthOut is out of its range.",
  ),
  "InvalidAddAccountSize.ExceededMaxNumber": inferred(400, "There are more than 20 accounts."),
  "InvalidToRegionIdSize.ExceededMaxNumber": inferred(400, "There are more than 20 regions."),
  "InvalidBuildContent.LengthExceeded": inferred(
    400,
    "BuildContent is too long. TestContent has no such code.",
  ),
  "InvalidImageTemplateCommandSize.ExceededMaxNumber": inferred(400, "A content has too many commands."),
  "InvalidImageTemplateCommand.NotSupported": inferred(
    400,
    "A content has a command that is not documented.",
  ),
  "DuplicatedCommand.FROM": inferred(400, "A content has more than one FROM."),
  "InvalidCommandOrder.FROM": inferred(400, "FROM is not the first command."),
  "InvalidCommandContent.<Command>": inferred(
    400,
    "FROM has another form than `FROM <BaseImageType>:<BaseImage>`, ENV has no value, or COPY has one operand or a URL with a query string. Those of RUN, WORKDIR, USER, CMD and ENTRYPOINT come on demand only.",
  ),
  "EmptyCommandContent.<Command>": documented(
    400,
    "Nothing follows RUN, ENV, LABEL, WORKDIR, COPY, USER, CMD or ENTRYPOINT.",
  ),
  "NotEmptyCommandContent.RESTART": inferred(400, "Something follows RESTART."),
  "InvalidParameter.BuildContent": documented(
    400,
    "BuildContent is invalid in another way: a COMPONENT names no component.",
  ),
  "InvalidParameter.TestContent": documented(
    400,
    "TestContent is invalid in another way: it is too long, or a COMPONENT names no component.",
  ),
  "InvalidImageComponent.NotSupported": documented(
    400,
    "A content names a component of the other type: Test in BuildContent, Build in TestContent. That the code stands for the type is inferred.",
  ),
  "InvalidImage.OsTypeUnsupported": onDemand(
    documented(400, "The base image's operating system does not fit."),
  ),
  "InvalidImage.ImageOwnerAliasUnsupported": onDemand(
    documented(400, "The base image cannot be distributed."),
  ),
  "InvalidImage.NotSupportRepair": onDemand(documented(400, "The base image cannot be repaired.")),
  "InvalidParameter.RepairMode": documented(400, "RepairMode is not one of its values."),
  "InvalidParameter.NvmeSupport": documented(400, "NvmeSupport is not one of its values."),
  "InvalidParameter.ImportImageOptionsArchitecture": documented(
    400,
    "Architecture is not one of its values.",
  ),
  "InvalidParameter.ImportImageOptionsOSType": documented(400, "OSType is not one of its values."),
  "InvalidParameter.ImportImageOptionsBootMode": documented(
    400,
    "BootMode is not one of its values; also BIOS with arm64, which is inferred.",
  ),
  "InvalidParameter.ImportImageOptionsPlatform": documented(400, "Platform is not one of its values."),
  "InvalidParameter.ImportImageOptionsLicenseType": documented(400, "LicenseType is not one of its values."),
  "InvalidParameter.ImportImageOptionsFeaturesNvmeSupport": documented(
    400,
    "NvmeSupport of an imported image is not one of its values.",
  ),
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsFormat": documented(
    400,
    "Format of a disk is not one of its values.",
  ),
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSObject": documented(
    400,
    "OSSObject breaks its rule.",
  ),
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket": documented(
    400,
    "OSSBucket breaks its rule.",
  ),
  "InvalidImportImageOptionsDiskDeviceMappings.LengthLimitExceeded": documented(
    400,
    "There are more than 17 disks.",
  ),
  "InvalidOperation.DiskImageSizeExceeded": documented(400, "DiskImageSize is out of its range."),
  InvalidParameterCombination: onDemand(
    documented(400, "Parameters do not go together; which ones is unknown."),
  ),
  "Duplicate.TagKey": documented(400, "A request has a tag key twice."),
  "InvalidTagKey.Malformed": documented(400, "A tag key breaks its rule."),
  "InvalidTagValue.Malformed": documented(400, "A tag value breaks its rule."),
  "QuotaExceed.ImagePipeline": documented(
    400,
    "The account has used up its quota in the region: setting `quotas`.",
  ),
  NoPermission: onDemand(documented(400, "The caller has no permission.")),
  "ImagePipeline.NotSupportWindowsInstance": onDemand(
    documented(403, "Pipelines do not support Windows instances."),
  ),
  "InvalidOSSObject.NotAuthorized": onDemand(documented(403, "The service may not read the OSS object.")),
  "InvalidOSSObject.NeedRestore": onDemand(documented(403, "The OSS object is archived.")),
  "InvalidOperation.OSSObjectIsImporting": onDemand(documented(403, "The OSS object is being imported.")),
  "InvalidOperation.NoRightAccessOSS": onDemand(
    documented(403, "ECS may not assume the role AliyunECSImageImportDefaultRole."),
  ),
  "InvalidOperation.NoPermissionCreateServiceLinkedRole": documented(
    403,
    "The account has no service-linked role, and the caller may not create it: setting `serviceLinkedRole`.",
  ),
  "InvalidImage.NotFound": inferred(404, "The base image or image family does not exist."),
  "InvalidResourceGroup.NotFound": documented(404, "The resource group does not exist."),
  "InvalidInstanceType.NotFound": documented(404, "The instance type does not exist."),
  "InvalidVSwitchId.NotFound": documented(404, "The vSwitch does not exist."),
  "InvalidRegionId.NotFound": documented(
    404,
    "RegionId or a ToRegionId is no region: it has not the form of one, or `notfound` in it.",
  ),
  "ImageComponent.NotFound": documented(
    404,
    "A content names a component that does not exist: when a pipeline is created, and when it is executed.",
  ),
  "InvalidImportImageOptionsDiskDeviceMappingsOSSObject.NotFound": documented(
    404,
    "An OSS object to import does not exist: its name has `notfound` in it.",
  ),
  "MissingParameter.RepairMode": documented(
    404,
    "There are repair items without RepairMode, which is inferred.",
  ),
  "MissingParameter.ImportImageOptions": documented(404, "BaseImageType is OSS, without ImportImageOptions."),
  "MissingParameter.ImageOptionsDiskDeviceMappings": documented(
    404,
    "BaseImageType is OSS, without DiskDeviceMappings.",
  ),
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSObject": documented(
    404,
    "BaseImageType is OSS, and a disk has no OSSObject.",
  ),
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket": documented(
    404,
    "BaseImageType is OSS, and a disk has no OSSBucket.",
  ),

  // CreateImageComponent
  "InvalidCommand.Component": documented(400, "A component has the command COMPONENT."),
  "InvalidSystemType.NotSupportedValue": inferred(400, "SystemType is not one of its values."),
  "InvalidComponentType.NotSupportedValue": inferred(400, "ComponentType is not one of its values."),
  "InvalidContent.LengthExceeded": inferred(400, "The content of a component is too long."),
  "MissingParameter.Content": inferred(400, "A component has no content."),
  "InvalidParameter.Content": documented(400, "The content of a component is invalid in another way."),
  "InvalidParameter.ComponentVersion": documented(400, "ComponentVersion breaks its rule."),
  "QuotaExceed.ImageComponent": documented(
    400,
    "The account has used up its quota in the region: setting `quotas`.",
  ),
  "InvalidComponentVersion.Exist": documented(
    403,
    "The account has a component of that name and version in the region.",
  ),
  "NotSupportedCommand.FROM": inferred(404, "A component has the command FROM."),

  // StartImagePipelineExecution, CancelImagePipelineExecution, DeleteImagePipeline, DeleteImageComponent
  "InvalidImagePipeline.HasRunningExecution": inferred(
    403,
    "A pipeline is to be executed or deleted, and one of its executions has not ended.",
  ),
  "InvalidImagePipeline.NotFound": inferred(
    404,
    "The pipeline to execute, to delete, or whose executions are listed does not exist in the region.",
  ),
  "InvalidImagePipeline.BaseImageNotFound": documented(
    404,
    "The base image of the pipeline to execute does not exist any more.",
  ),
  "InvalidImagePipeline.OSSObjectNotFound": documented(
    404,
    "An OSS object of the pipeline to execute does not exist any more: its name has `notfound` in it.",
  ),
  "InvalidImagePipeline.OSSObjectNotAuthorized": onDemand(
    documented(403, "The service may not read the OSS object of the pipeline."),
  ),
  "InvalidImagePipeline.OSSObjectNeedRestore": onDemand(
    documented(403, "The OSS object of the pipeline is archived."),
  ),
  "StartImagePipelineExecution.Failed": onDemand(documented(500, "The execution could not be started.")),
  "InvalidStatus.CancelFailed": documented(400, "The execution to cancel has ended."),
  "InvalidStatus.ImagePipelineExecution": inferred(
    403,
    "The execution to cancel is past BUILDING, or is being cancelled.",
  ),
  "InvalidImagePipelineExecution.NotFound": documented(
    404,
    "The execution to cancel does not exist in the region.",
  ),
  "InvalidImagePipelineExecutionId.NotFound": onDemand(
    documented(404, "The execution to cancel does not exist: the other code for it."),
  ),
  "InvalidImageComponent.InUse": documented(403, "A pipeline uses the component to delete."),
  "InvalidImageComponent.NotFound": documented(404, "The component to delete does not exist in the region."),

  // Describing actions
  "InvalidImagePipelineIdSize.ExceededMaxNumber": documented(400, "A query has more than 20 pipeline IDs."),
  "InvalidImageComponentIdSize.ExceededMaxNumber": inferred(400, "A query has more than 20 component IDs."),
  "InvalidExecutionId.SizeExceeded": onDemand(documented(400, "A query has too many execution IDs.")),
  "InvalidParameter.Status": inferred(
    400,
    "Status is not one of the statuses of executions, or several of them.",
  ),
  "InvalidParameter.Owner": documented(400, "Owner is not one of its values."),
  "MissingParameter.ImagePipelineId": documented(400, "A query for executions has neither of the two IDs."),
  "Invalid.NextToken": documented(
    403,
    "NextToken is not one that the same query returned. For DescribeSnapshots and ListTagResources by analogy.",
  ),

  // TagResources, UntagResources, ListTagResources
  "InvalidResourceType.NotFound": documented(
    404,
    "There is no such ResourceType, or the setting `untaggable` says so. For ListTagResources by analogy.",
  ),
  "InvalidResourceId.NotSupported": documented(403, "The type cannot be tagged: setting `untaggable`."),
  "InvalidResourceId.NotFound": documented(404, "A resource to tag or untag does not exist in the region."),
  "NumberExceed.Tags": documented(400, "A call has more than 20 tags or keys."),
  "NumberExceed.ResourceIds": documented(400, "A call has more than 50 resources."),
  "OperationDenied.QuotaExceed": documented(
    400,
    "A resource would have more than 20 tags; the number is inferred.",
  ),
  "QuotaExceed.Tags": onDemand(inferred(403, "A resource would have too many tags: the other code for it.")),
  "TagKey.Duplication": documented(
    403,
    "Two keys differ only in letter case, in a call or with those of a resource; the second is inferred.",
  ),
  "Param.Conflict": documented(403, "UntagResources has All=true and TagKey.N."),
  "NoPermission.Tag": onDemand(documented(403, "The caller may not tag.")),
  "InvalidTag.Mismatch": onDemand(documented(400, "Tags do not match; what that means is unknown.")),
  InvalidTagCount: onDemand(documented(400, "The number of tags is wrong.")),
  "MissingParameter.ResourceIds": documented(404, "There is no ResourceId.N."),
  "MissingParameter.ResourceType": documented(404, "There is no ResourceType."),
  "MissingParameter.Tags": documented(
    404,
    "There is no Tag.N; for UntagResources neither TagKey.N nor All, which is inferred.",
  ),
  "MissingParameter.RegionId": documented(404, "There is no RegionId."),
  "InvalidParameter.TagValue": documented(
    400,
    "ListTagResources has a tag value without its key. The HTTP status is invented.",
  ),

  // DeleteImage, DeleteSnapshot, ModifyImageAttribute, and the sharing of images
  ImageUsingByInstance: documented(
    403,
    "Instances use the image to delete (`POST /_simulator/images/ID`), and Force is not true.",
  ),
  ImageUseShared: documented(403, "The image to delete or to deprecate is shared with other accounts."),
  "OperationDenied.ImageCopying": documented(
    403,
    "The image to delete is being copied: its status is Creating or Waiting, which is inferred.",
  ),
  ImageIsImporting: onDemand(documented(403, "The image is being imported.")),
  ImageIsExporting: onDemand(documented(403, "The image is being exported.")),
  ImageIsPublic: documented(403, "The image to delete is a community image."),
  "InvalidImageId.NotFound": documented(
    404,
    "The image to delete does not exist in the region, although the text of ImageId says that it is then ignored; or the image to modify, or whose sharing is asked for or changed, does not.",
  ),
  "InvalidAccount.NotFound": onDemand(
    documented(404, "An account of AddAccount or RemoveAccount does not exist."),
  ),
  "Image.Public": documented(403, "The image to share is a community image."),
  "OperationDenied.InvalidImageStatus": documented(403, "The image to share is deprecated."),
  "InvalidStatus.ImageIsCreating": documented(
    403,
    "The image to modify is being created: its status is Creating or Waiting, which is inferred.",
  ),
  "ImageStatus.NotAvailable": inferred(403, "The image to deprecate is not Available."),
  "ImageStatus.NotDeprecated": inferred(403, "The image to make Available is not Deprecated."),
  "ImageQuotaFull.ImageFamily": documented(
    400,
    "The family to put the image into has as many images as it can: setting `quotas`.",
  ),
  ImageFamilyQuotaFull: onDemand(documented(400, "The region has too many image families.")),
  SnapshotCreatedImage: documented(403, "An image is made of the snapshot to delete."),
  SnapshotCreatedDisk: onDemand(documented(403, "A disk is made of the snapshot, and Force is not true.")),
  "IncorrectDiskStatus.CreatingSnapshot": onDemand(
    documented(400, "Another snapshot of the disk is being created."),
  ),

  // Every action
  MissingParameter: invented(
    400,
    "A required parameter without a code of its own is missing or empty. Documented for DeleteSnapshot and for the sharing of images.",
  ),
  "InvalidParameter.<Parameter>": invented(
    400,
    "A parameter without a code of its own breaks its rule, is unknown, or is not supported. Lists that are too long are named without index.",
  ),
  IdempotentParameterMismatch: documented(
    400,
    "The ClientToken was used before, with other parameters. The HTTP status is invented.",
  ),
  "Forbidden.RAM": onDemand(invented(403, "RAM denies the action.")),
  "InvalidAction.NotFound": invented(
    404,
    "The action is unknown or not supported, or belongs to another version.",
  ),
  "InvalidAccessKeyId.NotFound": invented(404, "The access key ID is unknown."),
  MissingSecurityToken: invented(400, "Temporary credentials came without their security token."),
  "InvalidSecurityToken.MismatchWithAccessKey": invented(
    400,
    "The security token does not belong to the temporary credentials.",
  ),
  "InvalidSecurityToken.Expired": invented(400, "The temporary credentials have expired."),
  SignatureDoesNotMatch: invented(
    400,
    "The signature, or the hash of the body, is not the one that the server computes.",
  ),
  IncompleteSignature: invented(400, "The request is not signed, or a header that must be signed is not."),
  "InvalidTimeStamp.Format": invented(400, "The time of signing is not ISO 8601 UTC."),
  "InvalidTimeStamp.Expired": invented(400, "The time of signing is more than 15 minutes away from now."),
  SignatureNonceUsed: invented(
    400,
    "The access key has used the nonce before: the same request was sent again.",
  ),
  "Throttling.User": inferred(
    400,
    "By `/_simulator/quota` or `/_simulator/faults`. The HTTP status is invented.",
  ),
  UnreadableRequest: invented(
    400,
    "The request is not HTTP that the server accepts, such as a body of more than a megabyte.",
  ),
  UnsupportedMediaType: invented(
    415,
    "The request has a body that is not a form, such as JSON, multipart or text.",
  ),
  InternalError: documented(500, "By `/_simulator/faults`, or a defect of the simulator."),
  ServiceUnavailable: onDemand(
    documented(503, "The service is not available. Of TagResources the documented status is 500."),
  ),
} as const satisfies Readonly<Record<string, Code>>;

/** A code as it is sent: not the name of a family of codes. */
export type CodeName = Exclude<keyof typeof CODES, `${string}<${string}`>;

const BY_NAME: ReadonlyMap<string, Code> = new Map(Object.entries(CODES));

/** The row of a code as it is sent; that of `EmptyCommandContent.RUN` is `EmptyCommandContent.<Command>`. */
export function rowOf(code: string): Code | undefined {
  return BY_NAME.get(code) ?? BY_NAME.get(code.replace(/\.[^.]*$/, ".<Command>"));
}
