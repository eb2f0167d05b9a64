/* Creates a pipeline in each of the REGIONS with the provider that was built, and prints one line of JSON about it. */

const host = require("pulumi-alicloud-image-builder/host");

/** @type {Record<string, string>} */
const config = JSON.parse(process.env["CONFIG"] ?? "{}");
host.imagePipeline.configure({ config: { get: (/** @type {string} */ key) => config[key] } });

/** @param {string} regionId */
async function create(regionId) {
  const inputs = { regionId, baseImageType: "IMAGE", baseImage: "m-bp1base" };
  const { id, outs } = await host.imagePipeline.create(inputs);
  return { id, accountId: outs["accountId"] };
}

Promise.all((process.env["REGIONS"] ?? "cn-hangzhou").split(",").map(create)).then(
  (made) => console.log(JSON.stringify({ made })),
  (error) => console.log(JSON.stringify({ error: error.message })),
);
