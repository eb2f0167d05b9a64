import * as pulumi from "@pulumi/pulumi";
import { imageBuilderMocks } from "pulumi-alicloud-image-builder/testing";
import { webImage } from "./images";

const declared: pulumi.runtime.MockResourceArgs[] = [];

const mocks = imageBuilderMocks({
  // What the lookups of the program find.
  call: ({ token }) => (token.endsWith(":getImageFromFamily") ? { imageId: "m-newest" } : {}),
  newResource: (args) => {
    declared.push(args);
    return { id: undefined, state: {} };
  },
});

beforeEach(async () => {
  declared.length = 0;
  await pulumi.runtime.setMocks(mocks, "images", "test");
});

test("the image of a team is built from the newest base image, with the tag of the team", async () => {
  const imageId = webImage("shop");
  await mocks.check();
  const pipeline = declared.find(({ type }) => type.endsWith(":ImagePipeline"));
  expect(pipeline?.inputs).toMatchObject({ baseImage: "m-newest", tags: { team: "shop" } });
  expect(await new Promise((resolve) => imageId.apply(resolve))).toBe("m-shop-web-image");
});

test("a disk that is too small is refused as in the preview", async () => {
  webImage("shop", 10);
  await expect(mocks.check()).rejects.toThrow('ImagePipeline "shop-web": systemDiskSize: ');
});
