/** The official SDK for Python against the simulator: a client that nobody here wrote, in another language. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { control, REGION, useSimulator } from "./support.js";

const PYTHON = join(__dirname, "../../.tools/python/bin/python");
const simulator = useSimulator();

test("the Python SDK creates, describes, tags, untags, deletes, and sees documented status and code of refusals", async () => {
  if (!existsSync(PYTHON)) throw new Error(`there is no ${PYTHON}: run \`npm run setup\`, which makes it`);
  const { endpoint, accessKeyId, accessKeySecret } = simulator.current;
  const { stdout } = await promisify(execFile)(PYTHON, [join(__dirname, "python/exercise.py")], {
    env: {
      HOST: new URL(endpoint).host,
      REGION,
      ACCESS_KEY_ID: accessKeyId,
      ACCESS_KEY_SECRET: accessKeySecret,
    },
  });
  const seen = JSON.parse(stdout);
  expect(seen).toEqual({
    sameTokenSamePipeline: true,
    described: expect.objectContaining({
      Name: "镜像-python",
      BuildContent: "RUN echo 'a!(b)*~ +' # 构建\n",
      DeleteInstanceOnFailure: false,
      SystemDiskSize: 60,
      AddAccounts: { AddAccount: ["1234567890123456"] },
      ImageOptions: { ImageName: "img", ImageTags: { ImageTag: [{ TagKey: "k", TagValue: "v" }] } },
      Tags: { Tag: [{ TagKey: "env", TagValue: "" }] },
    }),
    tagsAfterTagging: { env: "live", team: "a" },
    tagsAfterUntagging: { team: "a" },
    pages: 3,
    refusals: [
      "400 InvalidSystemDiskSize.NotSupportedValue",
      "400 InvalidName.Malformed",
      "400 InvalidBaseImageType.NotSupportedValue",
      "404 InvalidImage.NotFound",
      "404 InvalidVSwitchId.NotFound",
      "400 Duplicate.TagKey",
      "400 InvalidToRegionIdSize.ExceededMaxNumber",
      "404 MissingParameter.RepairMode",
      "400 InvalidImageTemplateCommandSize.ExceededMaxNumber",
      "404 MissingParameter.ImportImageOptions",
      "404 MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket",
      "400 IdempotentParameterMismatch",
      "403 InvalidComponentVersion.Exist",
      "400 InvalidParameter.ComponentVersion",
      "400 MissingParameter.Content",
      "403 InvalidImagePipeline.HasRunningExecution",
      "403 InvalidImagePipeline.HasRunningExecution",
      "404 InvalidImagePipeline.NotFound",
      "404 InvalidImagePipelineExecution.NotFound",
      "404 InvalidImageComponent.NotFound",
      "403 Invalid.NextToken",
      "400 InvalidParameter.Owner",
      "400 MissingParameter.ImagePipelineId",
      "404 InvalidResourceId.NotFound",
      "404 InvalidResourceType.NotFound",
      "403 Param.Conflict",
      "404 InvalidImageId.NotFound",
    ],
    leftAfterDeleting: 1,
  });
  expect((await control(simulator.current, "state")).body).toMatchObject({ rejected: 0 });
}, 60_000);
