/* Creates a pipeline in each of the REGIONS with the provider that was built, and prints one line of JSON about it. */

const { EcsClient } = require("../../provider/dist/ecs/client.js");

/** @type {Record<string, string>} */
const config = JSON.parse(process.env["CONFIG"] ?? "{}");
const client = new EcsClient({ config: (key) => config[key], env: process.env });

/** @param {string} regionId */
async function create(regionId) {
  const request = { regionId, baseImageType: "IMAGE", baseImage: "m-bp1base" };
  const { imagePipelineId } = await client.call("CreateImagePipeline", request);
  return { id: imagePipelineId, accountId: await client.accountId(regionId) };
}

Promise.all((process.env["REGIONS"] ?? "cn-hangzhou").split(",").map(create)).then(
  (made) => console.log(JSON.stringify({ made })),
  (error) => console.log(JSON.stringify({ error: error.message })),
);
