const INCOMPLETE = "The call lacks a parameter. Report this to the authors of this package.";
const TOO_MANY_IDS = "The call has too many IDs. Report this to the authors of this package.";

/**
 * What the documented error codes mean for a declaration, in our own words, because the service's messages can repeat the
 * user's texts. The source of each group is the list of error codes on the action's page in the ECS API reference. Often
 * only the name of a code indicates which input causes it.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  // API: CreateImagePipeline; most of them of CreateImageComponent and StartImagePipelineExecution too.
  "InvalidSourceInstance.NotFound": "The source instance does not exist.",
  "InvalidName.Malformed":
    "The name is invalid. It must have 2 to 128 characters, start with a letter or a Chinese character, and not start with http:// or https://.",
  "InvalidDescription.Malformed":
    "The description is invalid. It must have 2 to 256 characters and not start with http:// or https://.",
  "InvalidImageName.Malformed":
    "imageOptions.imageName is invalid. It must have 2 to 64 characters and start with a letter or a Chinese character.",
  "InvalidImageFamily.Malformed":
    "imageOptions.imageFamily is invalid. It must have 2 to 128 characters, start with a letter or a Chinese character but not with aliyun or acs:, and not contain http:// or https://.",
  "InvalidImageOptions.Description":
    "imageOptions.description is invalid. It must have 2 to 256 characters and not start with http:// or https://.",
  "InvalidImageName.Duplicated":
    "An image with this name already exists in a target region. Change imageOptions.imageName, or omit advancedOptions.imageNameSuffix to give each image a unique name.",
  "InvalidAdvancedOptions.ImageNameSuffix":
    "advancedOptions.imageNameSuffix is invalid. Omit it, or set it to disable.",
  "InvalidBaseImageType.NotSupportedValue":
    "baseImageType is invalid; it must be IMAGE, IMAGE_FAMILY or OSS.",
  "InvalidSystemDiskSize.NotSupportedValue": "systemDiskSize is invalid; it must be 20 to 500 (GiB).",
  "InvalidInternetMaxBandwidthOut.NotSupportedValue":
    "internetMaxBandwidthOut is invalid; it must be 0 to 100 (Mbit/s).",
  "InvalidAddAccountSize.ExceededMaxNumber":
    "addAccounts has too many accounts; at most 20 are allowed. Remove some.",
  "InvalidToRegionIdSize.ExceededMaxNumber":
    "toRegionIds has too many regions; at most 20 are allowed. Remove some.",
  "InvalidBuildContent.LengthExceeded":
    "The content is too long; at most 16 KB are allowed. Move part of it into image components (COMPONENT ic-…).",
  "InvalidContent.LengthExceeded": "The content is too long; at most 16 KB are allowed. Split the component.",
  "InvalidImageTemplateCommandSize.ExceededMaxNumber":
    "The content has too many commands; at most 127 are allowed. Join some with &&, or move them into image components.",
  "InvalidImageTemplateCommand.NotSupported":
    "The content has a command that the service does not know. Use only RUN, ENV, WORKDIR, COPY, USER, LABEL, CMD, ENTRYPOINT and RESTART, and COMPONENT in a pipeline; the lines of a heredoc count as commands.",
  "NotEmptyCommandContent.RESTART": "RESTART must be alone on its line. Remove what follows it.",
  "DuplicatedCommand.FROM": "buildContent has more than one FROM. Keep only the first.",
  "InvalidCommandOrder.FROM": "FROM must be the first command of buildContent. Move it to the top.",
  "InvalidParameter.BuildContent": "The service refuses buildContent. Check its commands.",
  "InvalidParameter.TestContent": "The service refuses testContent. Check its commands.",
  "InvalidImageComponent.NotSupported":
    "A component in the content cannot be used here. Check its systemType and componentType against the pipeline's.",
  "ImageComponent.NotFound":
    "The content names an image component that does not exist in this region. Check the ID or ARN after COMPONENT.",
  "QuotaExceed.ImagePipeline":
    "The account has as many image pipelines in this region as its quota allows. Raise the quota in the quota center, or delete pipelines that are no longer used. If this replaces a pipeline, the resource option deleteBeforeReplace: true makes the replacement need no further place.",
  "QuotaExceed.ImageComponent":
    "The account has as many image components in this region as its quota allows. Raise the quota in the quota center, or delete components that are no longer used. If this replaces a component, the resource option deleteBeforeReplace: true makes the replacement need no further place.",
  "InvalidImage.NotFound":
    "The base image does not exist, or another value is wrong for which the service uses the same code. Check baseImage and baseImageType: the image must exist in this region, and be yours, shared with you, or public.",
  "InvalidImage.OsTypeUnsupported":
    "The operating system of the base image does not match the content. Check baseImage and the systemType of the components.",
  "InvalidImage.ImageOwnerAliasUnsupported":
    "The base image cannot be distributed to other regions. Use another baseImage, or omit toRegionIds.",
  "InvalidImage.NotSupportRepair": "The base image cannot be repaired. Omit repairMode and repairItems.",
  "InvalidParameter.RepairMode": "repairMode is invalid; it must be Standard, All or Customized.",
  "MissingParameter.RepairMode": "repairItems requires repairMode. Set repairMode to Customized.",
  InvalidParameterCombination: "Some arguments cannot be combined. Check them against docs/arguments.md.",
  "InvalidParameter.NvmeSupport": "nvmeSupport is invalid; it must be supported, unsupported or auto.",
  "InvalidOperation.DiskImageSizeExceeded":
    "importImageOptions: diskDeviceMappings[].diskImageSize and the size of the OSS object must each be 1 to 2048 GiB.",
  "InvalidImportImageOptionsDiskDeviceMappings.LengthLimitExceeded":
    "importImageOptions.diskDeviceMappings has too many disks; at most 17 are allowed. Remove some.",
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSObject":
    "importImageOptions.diskDeviceMappings[].ossObject is invalid. It must have at most 1023 characters and not start with http:// or https://.",
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket":
    "importImageOptions.diskDeviceMappings[].ossBucket is invalid. It must have at most 63 lower-case letters, digits and dashes, with no dash at either end.",
  "InvalidParameter.ImportImageOptionsArchitecture":
    "importImageOptions.architecture is invalid; it must be x86_64 or arm64.",
  "InvalidParameter.ImportImageOptionsOSType":
    "importImageOptions.osType is invalid; it must be linux or windows.",
  "InvalidParameter.ImportImageOptionsBootMode":
    "importImageOptions.bootMode is invalid; it must be BIOS or UEFI.",
  "InvalidParameter.ImportImageOptionsPlatform":
    "importImageOptions.platform is invalid, or does not match osType. docs/arguments.md lists the allowed values.",
  "InvalidParameter.ImportImageOptionsLicenseType":
    "importImageOptions.licenseType is invalid; it must be Auto, Aliyun or BYOL.",
  "InvalidParameter.ImportImageOptionsFeaturesNvmeSupport":
    "importImageOptions.features.nvmeSupport is invalid; it must be supported or unsupported.",
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsFormat":
    "importImageOptions.diskDeviceMappings[].format is invalid; it must be RAW, VHD or QCOW2.",
  "InvalidImportImageOptionsDiskDeviceMappingsOSSObject.NotFound":
    "An object in importImageOptions.diskDeviceMappings does not exist. Check ossBucket and ossObject.",
  "MissingParameter.ImportImageOptions":
    "baseImageType OSS requires importImageOptions with diskDeviceMappings.",
  "MissingParameter.ImageOptionsDiskDeviceMappings":
    "baseImageType OSS requires importImageOptions.diskDeviceMappings.",
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSObject":
    "importImageOptions.diskDeviceMappings requires ossObject for each disk.",
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket":
    "importImageOptions.diskDeviceMappings requires ossBucket for each disk.",
  "ImagePipeline.NotSupportWindowsInstance":
    "Pipelines do not support Windows instances at this time. Use a Linux base image.",
  "InvalidOSSObject.NotAuthorized":
    "The service may not read the OSS object. Authorize Image Builder for the bucket.",
  "InvalidOSSObject.NeedRestore": "The OSS object is archived. Restore it first.",
  "InvalidOperation.NoRightAccessOSS":
    "The service may not read OSS. Create the role AliyunECSImageImportDefaultRole in RAM, let ecs.aliyuncs.com assume it, and allow it to read the bucket.",
  "InvalidOperation.OSSObjectIsImporting": "The OSS object is already being imported. Run this again later.",
  "InvalidOperation.NoPermissionCreateServiceLinkedRole":
    'The first pipeline or component of an account creates the role AliyunServiceRoleForECSImageBuilder. Attach this policy to the RAM user: {"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:CreateServiceLinkedRole","Resource":"*","Condition":{"StringEquals":{"ram:ServiceName":"imagebuilder.ecs.aliyuncs.com"}}}]}',
  "InvalidResourceGroup.NotFound": "The resource group does not exist. Check resourceGroupId.",
  "InvalidInstanceType.NotFound":
    "The instance type does not exist, or is not sold in this region. Check instanceType.",
  "InvalidVSwitchId.NotFound": "The vSwitch does not exist in this region. Check vswitchId.",
  "InvalidRegionId.NotFound": "The region does not exist. Check regionId and toRegionIds.",
  "Duplicate.TagKey": "A tag key occurs twice. Each key must be unique.",
  "InvalidTagKey.Malformed":
    "A tag key is invalid. It must have 1 to 128 characters, not start with aliyun or acs:, and not contain http:// or https://.",
  "InvalidTagValue.Malformed":
    "A tag value is invalid. It must have at most 128 characters, not start with acs:, and not contain http:// or https://.",

  // API: CreateImageComponent.
  "InvalidCommand.Component": "A component cannot use another component. Remove COMPONENT from content.",
  "InvalidSystemType.NotSupportedValue": "systemType is invalid; it must be Linux or Windows.",
  "InvalidComponentType.NotSupportedValue": "componentType is invalid; it must be Build or Test.",
  "InvalidParameter.Content": "The service refuses content. Check its commands, or its YAML.",
  "MissingParameter.Content": "A component requires content.",
  "InvalidParameter.ComponentVersion":
    "componentVersion is invalid; it must be major.minor.patch, each a whole number.",
  "InvalidComponentVersion.Exist":
    "A component with this name and version already exists; a replacement is created before the old component is deleted. Increase componentVersion, or omit it.",
  "NotSupportedCommand.FROM": "A component has no base image. Remove FROM from content.",

  // API: StartImagePipelineExecution, CancelImagePipelineExecution.
  "InvalidImagePipeline.HasRunningExecution":
    "A build of the pipeline is running, and the service allows one at a time. Wait until it ends, or cancel it.",
  "InvalidImagePipeline.NotFound":
    "The image pipeline does not exist in this region. Check its ID, regionId and the account.",
  "InvalidImagePipeline.BaseImageNotFound":
    "The pipeline's base image no longer exists. Change baseImage of the pipeline.",
  "InvalidImagePipeline.OSSObjectNotFound": "The OSS object of the pipeline's base image no longer exists.",
  "InvalidImagePipeline.OSSObjectNotAuthorized":
    "The service may not read the OSS object of the pipeline's base image. Authorize Image Builder for the bucket.",
  "InvalidImagePipeline.OSSObjectNeedRestore":
    "The OSS object of the pipeline's base image is archived. Restore it first.",
  "StartImagePipelineExecution.Failed":
    "The service could not start the build. Check instanceType and vswitchId of the pipeline, and run this again later.",
  "InvalidStatus.CancelFailed": "The build has ended and cannot be cancelled.",
  "InvalidStatus.ImagePipelineExecution": "The build has progressed too far to be cancelled.",
  "InvalidImagePipelineExecution.NotFound": "The execution does not exist in this region.",
  "InvalidImagePipelineExecutionId.NotFound": "The execution does not exist in this region.",

  // API: DeleteImageComponent.
  "InvalidImageComponent.InUse": "A pipeline uses the component. Delete that pipeline first.",
  "InvalidImageComponent.NotFound": "The image component does not exist in this region.",

  // API: DeleteImage.
  ImageUsingByInstance: "Instances use the image. Release them, or change their image, first.",
  ImageUseShared: "The image is shared. Stop sharing it first.",
  "OperationDenied.ImageCopying": "The image is being copied. Run this again later, or cancel the copy.",
  ImageIsImporting: "The image is being imported. Run this again later.",
  ImageIsExporting: "The image is being exported. Run this again later.",
  ImageIsPublic: "The image is public. Unpublish it first.",
  "InvalidImageId.NotFound": "The image does not exist in this region.",

  // API: ModifyImageAttribute.
  "ImageStatus.NotAvailable": "The image is not Available, so it cannot be deprecated. Check its status.",
  "ImageStatus.NotDeprecated":
    "The image is not Deprecated, so there is nothing to restore. Check its status.",
  "InvalidStatus.ImageIsCreating":
    "The image is still being created or copied. Run this again when it is Available.",
  "ImageQuotaFull.ImageFamily":
    "The image family has as many images as it can have, 100 by default. Delete images that are no longer used.",
  ImageFamilyQuotaFull:
    "The region has as many image families as it can have, 100 by default. Use a family that exists.",

  // API: ModifyImageSharePermission.
  "OperationDenied.InvalidImageStatus":
    "The image is deprecated, so it cannot be shared. Make it Available first.",
  "InvalidAccount.NotFound":
    "An account that the image is shared with does not exist any more. Stop sharing the image in the ECS console of that region.",
  "Image.Public": "The image is public. Unpublish it first.",

  // API: TagResources, UntagResources.
  "InvalidResourceType.NotFound":
    'The service does not support tags for this type of resource. With the resource option replaceOnChanges: ["tags"], a change of tags replaces the resource.',
  "InvalidResourceId.NotSupported":
    'This type of resource cannot be tagged. With the resource option replaceOnChanges: ["tags"], a change of tags replaces the resource.',
  "InvalidResourceId.NotFound":
    "The resource to tag does not exist in this region. If it was deleted outside Pulumi, run `pulumi refresh`.",
  "NumberExceed.Tags": "There are too many tags; at most 20 are allowed. Remove some.",
  "OperationDenied.QuotaExceed": "The resource already has 20 tags, the maximum. Remove some.",
  "QuotaExceed.Tags": "The resource already has 20 tags, the maximum. Remove some.",
  "TagKey.Duplication": "Two tag keys differ only in case. Change one of them.",

  "NumberExceed.ResourceIds": "The call has too many resources. Report this to the authors of this package.",
  "InvalidTag.Mismatch": "The service refuses the tags. Check their keys and values.",
  InvalidTagCount: "The number of tags is invalid; at most 20 are allowed. Remove some.",
  "Param.Conflict": "The call has contradictory parameters. Report this to the authors of this package.",
  "MissingParameter.ResourceIds": INCOMPLETE,
  "MissingParameter.ResourceType": INCOMPLETE,
  "MissingParameter.Tags": INCOMPLETE,
  "MissingParameter.RegionId": INCOMPLETE,

  // API: DeleteSnapshot.
  MissingParameter: INCOMPLETE,
  "IncorrectDiskStatus.CreatingSnapshot":
    "Another snapshot of the same disk is being created. Run this again later.",
  SnapshotCreatedImage: "An image consists of the snapshot. Delete that image first.",
  SnapshotCreatedDisk:
    "A disk was created from the snapshot. Delete that disk, or delete the snapshot in the console.",

  // API: DescribeImagePipelines, DescribeImagePipelineExecutions, DescribeImageComponents.
  "Invalid.NextToken": "The token of the next page is invalid or has expired. Run this again.",
  "InvalidImagePipelineIdSize.ExceededMaxNumber": TOO_MANY_IDS,
  "InvalidImageComponentIdSize.ExceededMaxNumber": TOO_MANY_IDS,
  "InvalidExecutionId.SizeExceeded": TOO_MANY_IDS,
  "InvalidParameter.Status": "statuses has an invalid value. docs/building.md lists the statuses of a build.",
  "InvalidParameter.Owner": "owner is invalid; it must be SELF or ALIYUN.",
  "MissingParameter.ImagePipelineId": "The lookup requires imagePipelineId or executionId.",

  // API: How to ensure idempotence; the provider has retried the call until its deadline.
  InternalError:
    "The service failed. Run this again later; if it fails again, report the request ID to the service.",
  ServiceUnavailable: "The service is not available at the moment. Run this again later.",

  // API: any action with a ClientToken.
  IdempotentParameterMismatch: "The same ClientToken was already sent with other parameters. Run this again.",
};

const COMMANDS = "RUN|ENV|WORKDIR|COPY|USER|LABEL|CMD|ENTRYPOINT|FROM";
const COMMAND_CODE = new RegExp(`^(Invalid|Empty)CommandContent\\.(${COMMANDS})$`);

/** What a code means and what to do, or undefined if no action documents it. */
export function meaningOf(code: string): string | undefined {
  if (Object.hasOwn(MEANINGS, code)) return MEANINGS[code];
  const [, fault, command] = COMMAND_CODE.exec(code) ?? [];
  if (fault === "Invalid")
    return `The arguments of a ${command} are invalid. Check each ${command} in the content.`;
  if (fault === "Empty") return `A ${command} has nothing after it. Complete or remove it.`;
  return undefined;
}
