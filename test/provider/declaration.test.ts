import { spawnSync } from "node:child_process";
import { root } from "../support/root";

/** What a program of one statement ends with, run on the built package. */
function errorOf(statement: string): string {
  const program = `const { ImageComponent, ImagePipeline, ImagePipelineExecution, ImageRetention } = require("pulumi-alicloud-image-builder"); ${statement}`;
  const { stderr } = spawnSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" });
  return /^Error: .*/m.exec(stderr)?.[0] ?? stderr;
}

test.each(["ImagePipeline", "ImageComponent", "ImagePipelineExecution", "ImageRetention"])(
  "a refused declaration names its class as the program does: %s",
  (name) => {
    expect(errorOf(`new ${name}("web");`)).toMatch(
      new RegExp(
        `^Error: ${name} "web": the arguments are undefined; they must be an object: new ${name}\\("web", \\{`,
      ),
    );
  },
);
