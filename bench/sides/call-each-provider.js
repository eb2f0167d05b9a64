// Calls the endpoint with Alibaba Cloud's older client, which loads quickly: the comparison is about the number of calls,
// not about the clients. When it is throttled, it waits as this package does, which is less than the Terraform provider.

// Its type declarations wrongly declare a default export.
const { RPCClient } = /** @type {any} */ (require("@alicloud/pop-core"));
const { backOff } = require("exponential-backoff");

const client = new RPCClient({
  accessKeyId: process.env["ALICLOUD_ACCESS_KEY"] ?? "",
  accessKeySecret: process.env["ALICLOUD_SECRET_KEY"] ?? "",
  endpoint: process.env["ALIBABA_CLOUD_ENDPOINT_ECS"] ?? "",
  apiVersion: "2014-05-26",
});

const RegionId = "cn-hangzhou";

/** @param {string} action @param {Record<string, unknown>} parameters @returns {Promise<any>} */
const call = (action, parameters) =>
  backOff(() => client.request(action, { RegionId, ...parameters }, { method: "POST", timeout: 60_000 }), {
    jitter: "full",
    startingDelay: 250,
    maxDelay: 10_000,
    numOfAttempts: 100,
    retry: ({ code }) => /Throttling/.test(code),
  });

/** @param {string} id */
async function describe(id) {
  const answer = await call("DescribeImagePipelines", { "ImagePipelineId.1": id });
  const [found] = answer.ImagePipeline.ImagePipelineSet;
  return found;
}

/** @param {Record<string, any>} inputs */
async function create(inputs) {
  const tags = Object.entries(inputs["tags"]).flatMap(([key, value], index) => [
    [`Tag.${index + 1}.Key`, key],
    [`Tag.${index + 1}.Value`, value],
  ]);
  const { ImagePipelineId: id } = await call("CreateImagePipeline", {
    Name: inputs["name"],
    Description: inputs["description"],
    BaseImageType: inputs["baseImageType"],
    BaseImage: inputs["baseImage"],
    BuildContent: inputs["buildContent"],
    SystemDiskSize: inputs["systemDiskSize"],
    "ImageOptions.ImageName": inputs["imageOptions"].imageName,
    ...Object.fromEntries(tags),
  });
  await describe(id);
  return { id, outs: inputs };
}

/** @param {string} id @param {object} props */
async function read(id, props) {
  return (await describe(id)) ? { id, props } : {};
}

/** @param {string} id */
async function remove(id) {
  await call("DeleteImagePipeline", { ImagePipelineId: id });
}

module.exports = { create, read, delete: remove };
