/** What earlier releases stored as the provider of an image pipeline: states of users still have it. */
export const EARLIER_PROVIDERS = [
  'exports.handler = () => ({ ...require("pulumi-alicloud-image-builder/host").imagePipeline });',
  'exports.handler=()=>require("pulumi-alicloud-image-builder/host").imagePipeline',
  "exports.handler=()=>{try{return require('pulumi-alicloud-image-builder/host').imagePipeline}catch(e){e.stack='';e.message='Add pulumi-alicloud-image-builder to the dependencies in '+process.cwd()+'/package.json: '+(e.code||e);throw e}}",
] as const;
