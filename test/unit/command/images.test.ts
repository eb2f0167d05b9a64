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
  [["--image", "m-1"], "images prune does not take --image. --help lists the options of each command."],
  [["--region", "Hangzhou"], "--region is not a region ID"],
])("images prune refuses %j, before it makes a call", async (args, message) => {
  await expect(imagesCommand(["prune", ...args])).rejects.toThrow(message);
});

test.each([
  [
    ["purge"],
    "images: unknown command purge; it must be list, prune, rollback, restore. --help says more of each.",
  ],
  [[], "images: no command; it must be list, prune, rollback, restore. --help says more of each."],
  [["list", "web"], "images list: web: unexpected argument. --help lists the options."],
  [["list", "--keep", "2"], "images list does not take --keep. --help lists the options of each command."],
  [["list", "--regon", "cn-hangzhou"], "--regon is not an option. --help lists the options."],
  [
    ["list", "--family"],
    "--family needs a value. If it begins with -, write --family=VALUE. --help lists the options.",
  ],
  [
    ["prune", "--family", "--keep", "1"],
    "--family needs a value. If it begins with -, write --family=VALUE. --help lists the options.",
  ],
  [["list", "--json=1"], "--json takes no value. --help lists the options."],
  [
    ["prune", "--family", "web", "--keep", "1", "--state", "missing.json"],
    "missing.json cannot be read: it does not exist.",
  ],
])("images %j says what is wrong and what is allowed", async (args, said) => {
  await expect(imagesCommand(args)).rejects.toThrow(new Error(said));
});
