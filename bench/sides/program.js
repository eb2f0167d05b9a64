// The program of every side: COUNT pipelines, each with CONTENT_BYTES of build content.

const { declare } = require(/** @type {any} */ ("./side.js"));

const count = Number(process.env["COUNT"]);
const contentBytes = Number(process.env["CONTENT_BYTES"]);

for (let index = 0; index < count; index += 1) {
  declare(`pipeline-${index}`, {
    name: `bench-${index}`,
    description: "A pipeline of the benchmark",
    baseImageType: "IMAGE_FAMILY",
    baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
    buildContent: `RUN echo ${"x".repeat(contentBytes - "RUN echo ".length)}`,
    systemDiskSize: 40,
    imageOptions: { imageName: "bench" },
    tags: { team: "platform", number: String(index) },
  });
}
