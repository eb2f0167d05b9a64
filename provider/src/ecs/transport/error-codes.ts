/**
 * What the documented error codes mean for a declaration, in our own words: the service's can repeat what a user wrote.
 * Source of each group: the error codes on the page of the action in the ECS API reference. Which input earns a code is
 * often known from its name only.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  // API: CreateImagePipeline; most of them of CreateImageComponent and StartImagePipelineExecution too.
  "InvalidSourceInstance.NotFound": "The source instance does not exist.",
  "InvalidName.Malformed":
    "The name is not of the form that is allowed: 2 to 128 characters, beginning with a letter or a Chinese character, without http:// or https:// at its beginning.",
  "InvalidDescription.Malformed":
    "The description is not of the form that is allowed: 2 to 256 characters, not beginning with http:// or https://.",
  "InvalidImageName.Malformed":
    "imageOptions.imageName is not of the form that is allowed: 2 to 64 characters, beginning with a letter or a Chinese character.",
  "InvalidImageFamily.Malformed":
    "imageOptions.imageFamily is not of the form that is allowed: 2 to 128 characters, beginning with a letter or a Chinese character, not with aliyun or acs:, without http:// or https://.",
  "InvalidImageOptions.Description":
    "imageOptions.description is not of the form that is allowed: 2 to 256 characters, not beginning with http:// or https://.",
  "InvalidImageName.Duplicated":
    "An image of this name exists already in a region that it goes to. Change imageOptions.imageName, or leave advancedOptions.imageNameSuffix out, so that each image has a name of its own.",
  "InvalidAdvancedOptions.ImageNameSuffix":
    "advancedOptions.imageNameSuffix is not a value that is allowed. Leave it out, or set it to disable.",
  "InvalidBaseImageType.NotSupportedValue":
    "baseImageType is not a value that is allowed: IMAGE, IMAGE_FAMILY or OSS.",
  "InvalidSystemDiskSize.NotSupportedValue": "systemDiskSize is not allowed: 20 to 500 (GiB).",
  "InvalidInternetMaxBandwidthOut.NotSupportedValue":
    "internetMaxBandwidthOut is not allowed: 0 to 100 (Mbit/s).",
  "InvalidAddAccountSize.ExceededMaxNumber": "addAccounts has too many accounts: 20 are allowed.",
  "InvalidToRegionIdSize.ExceededMaxNumber": "toRegionIds has too many regions: 20 are allowed.",
  "InvalidBuildContent.LengthExceeded":
    "The content is too long: 16 KB are allowed. Move a part of it into image components (COMPONENT ic-…).",
  "InvalidContent.LengthExceeded": "The content is too long: 16 KB are allowed. Split the component.",
  "InvalidImageTemplateCommandSize.ExceededMaxNumber":
    "The content has too many commands: 127 are allowed. Join some with &&, or move them into image components.",
  "InvalidImageTemplateCommand.NotSupported":
    "The content has a command that the service does not know. Allowed are RUN, ENV, WORKDIR, COPY, USER, LABEL, CMD, ENTRYPOINT and RESTART, and COMPONENT in a pipeline; a heredoc's lines count as commands.",
  "NotEmptyCommandContent.RESTART": "RESTART stands alone on its line. Take away what follows it.",
  "DuplicatedCommand.FROM": "buildContent has more than one FROM. Keep the first.",
  "InvalidCommandOrder.FROM": "FROM must be the first command of buildContent. Move it to the beginning.",
  "InvalidParameter.BuildContent": "The service refuses buildContent. Check its commands.",
  "InvalidParameter.TestContent": "The service refuses testContent. Check its commands.",
  "InvalidImageComponent.NotSupported":
    "A component in the content cannot be used here. Check its systemType and componentType against the pipeline's.",
  "ImageComponent.NotFound":
    "The content names an image component that does not exist in this region. Check the ID or ARN after COMPONENT.",
  "QuotaExceed.ImagePipeline":
    "The account has as many image pipelines in this region as its quota allows; a replacement needs one free place. Raise the quota in the quota center, or delete pipelines that are no longer used.",
  "QuotaExceed.ImageComponent":
    "The account has as many image components in this region as its quota allows; a replacement needs one free place. Raise the quota in the quota center, or delete components that are no longer used.",
  "InvalidImage.NotFound":
    "The base image does not exist, or another value is wrong that the service tells by the same code. Check baseImage and baseImageType: the image must exist in this region, and be yours, shared with you, or public.",
  "InvalidImage.OsTypeUnsupported":
    "The base image's operating system does not fit what the content does. Check baseImage, and the components' systemType.",
  "InvalidImage.ImageOwnerAliasUnsupported":
    "The base image cannot be distributed to other regions. Use another baseImage, or leave toRegionIds out.",
  "InvalidImage.NotSupportRepair": "The base image cannot be repaired. Leave repairMode and repairItems out.",
  "InvalidParameter.RepairMode": "repairMode is not a value that is allowed: Standard, All or Customized.",
  "MissingParameter.RepairMode": "repairItems needs repairMode. Set repairMode to Customized.",
  InvalidParameterCombination: "Arguments that were given do not go together.",
  "InvalidParameter.NvmeSupport":
    "nvmeSupport is not a value that is allowed: supported, unsupported or auto.",
  "InvalidOperation.DiskImageSizeExceeded":
    "importImageOptions: diskDeviceMappings[].diskImageSize and the size of the OSS object must each be 1 to 2048 GiB.",
  "InvalidImportImageOptionsDiskDeviceMappings.LengthLimitExceeded":
    "importImageOptions.diskDeviceMappings has too many disks: 17 are allowed.",
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSObject":
    "importImageOptions.diskDeviceMappings[].ossObject is not of the form that is allowed: up to 1023 characters, not beginning with http:// or https://.",
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket":
    "importImageOptions.diskDeviceMappings[].ossBucket is not of the form that is allowed: up to 63 lower-case letters, digits and dashes, no dash at either end.",
  "InvalidParameter.ImportImageOptionsArchitecture":
    "importImageOptions.architecture is not a value that is allowed: x86_64 or arm64.",
  "InvalidParameter.ImportImageOptionsOSType":
    "importImageOptions.osType is not a value that is allowed: linux or windows.",
  "InvalidParameter.ImportImageOptionsBootMode":
    "importImageOptions.bootMode is not a value that is allowed: BIOS or UEFI.",
  "InvalidParameter.ImportImageOptionsPlatform":
    "importImageOptions.platform is not a value that is allowed, or does not fit osType. docs/arguments.md lists them.",
  "InvalidParameter.ImportImageOptionsLicenseType":
    "importImageOptions.licenseType is not a value that is allowed: Auto, Aliyun or BYOL.",
  "InvalidParameter.ImportImageOptionsFeaturesNvmeSupport":
    "importImageOptions.features.nvmeSupport is not a value that is allowed: supported or unsupported.",
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsFormat":
    "importImageOptions.diskDeviceMappings[].format is not a value that is allowed: RAW, VHD or QCOW2.",
  "InvalidImportImageOptionsDiskDeviceMappingsOSSObject.NotFound":
    "An object of importImageOptions.diskDeviceMappings does not exist. Check ossBucket and ossObject.",
  "MissingParameter.ImportImageOptions":
    "baseImageType OSS needs importImageOptions with diskDeviceMappings.",
  "MissingParameter.ImageOptionsDiskDeviceMappings":
    "baseImageType OSS needs importImageOptions.diskDeviceMappings.",
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSObject":
    "importImageOptions.diskDeviceMappings needs ossObject for each disk.",
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket":
    "importImageOptions.diskDeviceMappings needs ossBucket for each disk.",
  "ImagePipeline.NotSupportWindowsInstance":
    "Pipelines do not support Windows instances at this time. Use a Linux base image.",
  "InvalidOSSObject.NotAuthorized":
    "The service may not read the OSS object. Authorize Image Builder for the bucket.",
  "InvalidOSSObject.NeedRestore": "The OSS object is archived. Restore it first.",
  "InvalidOperation.NoRightAccessOSS":
    "The service may not read OSS. Create the role AliyunECSImageImportDefaultRole in RAM.",
  "InvalidOperation.OSSObjectIsImporting": "The OSS object is being imported already. Run this again later.",
  "InvalidOperation.NoPermissionCreateServiceLinkedRole":
    "The first pipeline or component of an account creates the role AliyunServiceRoleForECSImageBuilder. Allow ram:CreateServiceLinkedRole for imagebuilder.ecs.aliyuncs.com, or create the role once by hand.",
  "InvalidResourceGroup.NotFound": "The resource group does not exist. Check resourceGroupId.",
  "InvalidInstanceType.NotFound":
    "The instance type does not exist, or is not sold in this region. Check instanceType.",
  "InvalidVSwitchId.NotFound": "The vSwitch does not exist in this region. Check vswitchId.",
  "InvalidRegionId.NotFound": "The region does not exist. Check regionId and toRegionIds.",
  "Duplicate.TagKey": "A tag's key is given twice. Keys must be different.",
  "InvalidTagKey.Malformed":
    "A tag's key is not of the form that is allowed: 1 to 128 characters, not beginning with aliyun or acs:, without http:// or https://.",
  "InvalidTagValue.Malformed":
    "A tag's value is not of the form that is allowed: up to 128 characters, not beginning with acs:, without http:// or https://.",

  // API: CreateImageComponent.
  "InvalidCommand.Component": "A component cannot use another one. Take COMPONENT out of content.",
  "InvalidSystemType.NotSupportedValue": "systemType is not a value that is allowed: Linux or Windows.",
  "InvalidComponentType.NotSupportedValue": "componentType is not a value that is allowed: Build or Test.",
  "InvalidParameter.Content": "The service refuses content. Check its commands, or its YAML.",
  "MissingParameter.Content": "A component needs content.",
  "InvalidParameter.ComponentVersion":
    "componentVersion is not of the form that is allowed: major.minor.patch, each a whole number.",
  "InvalidComponentVersion.Exist":
    "A component of this name and version exists already. Raise componentVersion, or leave it out.",
  "NotSupportedCommand.FROM": "A component has no base image. Take FROM out of content.",

  // API: StartImagePipelineExecution, CancelImagePipelineExecution.
  "InvalidImagePipeline.HasRunningExecution":
    "A build of the pipeline is running, and the service allows one at a time. Wait for its end, or cancel it.",
  "InvalidImagePipeline.NotFound":
    "The image pipeline does not exist in this region. Check its ID, regionId and the account.",
  "InvalidImagePipeline.BaseImageNotFound":
    "The pipeline's base image does not exist any more. Change baseImage of the pipeline.",
  "InvalidImagePipeline.OSSObjectNotFound":
    "The OSS object of the pipeline's base image does not exist any more.",
  "InvalidImagePipeline.OSSObjectNotAuthorized":
    "The service may not read the OSS object of the pipeline's base image. Authorize Image Builder for the bucket.",
  "InvalidImagePipeline.OSSObjectNeedRestore":
    "The OSS object of the pipeline's base image is archived. Restore it first.",
  "StartImagePipelineExecution.Failed": "The service could not start the build.",
  "InvalidStatus.CancelFailed": "The build has ended, and cannot be cancelled.",
  "InvalidStatus.ImagePipelineExecution": "The build has come too far to be cancelled.",
  "InvalidImagePipelineExecution.NotFound": "The execution does not exist in this region.",
  "InvalidImagePipelineExecutionId.NotFound": "The execution does not exist in this region.",

  // API: DeleteImageComponent.
  "InvalidImageComponent.InUse": "A pipeline uses the component. Delete that pipeline first.",
  "InvalidImageComponent.NotFound": "The image component does not exist in this region.",

  // API: DeleteImage.
  ImageUsingByInstance: "Instances use the image. Release them, or give them another image, first.",
  ImageUseShared: "The image is shared. Take the sharing back first.",
  "OperationDenied.ImageCopying": "The image is being copied. Run this again later, or cancel the copying.",
  ImageIsImporting: "The image is being imported. Run this again later.",
  ImageIsExporting: "The image is being exported. Run this again later.",
  ImageIsPublic: "The image is public. Take the publication back first.",
  "InvalidImageId.NotFound": "The image does not exist in this region.",

  // API: TagResources, UntagResources.
  "InvalidResourceType.NotFound":
    'The service does not know tags of such a resource. With replaceOnChanges: ["tags"] among the resource\'s options, changed tags make a new one.',
  "InvalidResourceId.NotSupported":
    'Such a resource cannot be tagged. With replaceOnChanges: ["tags"] among the resource\'s options, changed tags make a new one.',
  "InvalidResourceId.NotFound": "The resource to be tagged does not exist in this region.",
  "NumberExceed.Tags": "There are too many tags: 20 are allowed.",
  "OperationDenied.QuotaExceed": "The resource has as many tags as are allowed: 20.",
  "QuotaExceed.Tags": "The resource has as many tags as are allowed: 20.",
  "TagKey.Duplication": "The keys of two tags differ only in upper and lower case. Change one of them.",

  // API: any action with a ClientToken.
  IdempotentParameterMismatch: "The same ClientToken was sent before with other parameters. Run this again.",
};

const COMMANDS = "RUN|ENV|WORKDIR|COPY|USER|LABEL|CMD|ENTRYPOINT|FROM";
const COMMAND_CODE = new RegExp(`^(Invalid|Empty)CommandContent\\.(${COMMANDS})$`);

/** What a code means and what to do, or undefined where no page of the actions lists it. */
export function meaningOf(code: string): string | undefined {
  if (Object.hasOwn(MEANINGS, code)) return MEANINGS[code];
  const [, fault, command] = COMMAND_CODE.exec(code) ?? [];
  if (fault === "Invalid")
    return `What follows ${command} is not written as it must be. Check each ${command} of the content.`;
  if (fault === "Empty") return `A ${command} has nothing after it. Complete or remove it.`;
  return undefined;
}
