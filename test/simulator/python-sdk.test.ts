/** The official SDK for Python against the simulator: a client that nobody here wrote, in another language. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { control, REGION, useSimulator } from "./support.js";

const PYTHON = join(__dirname, "../../.tools/python/bin/python");
const simulator = useSimulator();

test("the Python SDK creates, describes, tags, untags, deletes, and reads refusals", async () => {
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
    refusal: { code: "InvalidParameter.SystemDiskSize", statusCode: 400 },
    leftAfterDeleting: 0,
  });
  expect((await control(simulator.current, "state")).body).toMatchObject({ pipelines: [], rejected: 0 });
}, 60_000);
