import { imagesCommand } from "../../../provider/src/command/images/images-command";

const environment = { ...process.env };

// Whatever is not refused would fail at once, without a call.
beforeEach(() => {
  process.env = { ALICLOUD_REGION: "cn-hangzhou" };
});

afterAll(() => {
  process.env = environment;
});

test.each([
  [
    ["--keep", "1", "--yes"],
    "--family: is missing, and so are --name-prefix, --tag and --pipeline. Without one of them the rule would be about all images of the account. Set at least one.",
  ],
  [
    ["--family", "web", "--yes"],
    "--keep: is missing, and so is --older-than-days. Set how many images stay, or how old an image must be to go.",
  ],
  [["--family", "web", "--keep", "five"], "--keep must be a whole number."],
  [
    ["--family", "web", "--keep", "0", "--yes"],
    "--keep: is 0; it must be a whole number from 1 to 10000 (images).",
  ],
  [["--tag", "team"], "--tag must be KEY=VALUE."],
  [["--image", "m-1"], "images prune does not take --image. See --help."],
  [["--region", "Hangzhou"], "--region is not a region ID"],
])("images prune refuses %j, before it makes a call", async (args, message) => {
  await expect(imagesCommand(["prune", ...args])).rejects.toThrow(message);
});
