import type { Case } from "../case";

const limit = "docs/service.md, Parameters of CreateImagePipeline: Name";
const length = /2 to 128\b/;
const characters = /letters.*digits/is;
const start = /(start|begin).*letter/i;

const accepted = (title: string, name: string): Case => ({
  title,
  source: limit,
  args: { name },
  check: "accept",
  simulator: "accept",
});

const refused = (title: string, name: string, says: RegExp): Case => ({
  title,
  source: limit,
  args: { name },
  check: { refuse: ["name"] },
  says: [says],
  simulator: "InvalidParameter.Name",
});

export const names: Case[] = [
  {
    title: "a pipeline without a name is accepted, it is called by its ID",
    source: limit,
    args: {},
    check: "accept",
    simulator: "accept",
  },
  accepted("a name of 2 characters is accepted", "ab"),
  accepted("a name of 128 characters is accepted", "a".repeat(128)),
  accepted("a name of 2 Chinese characters is accepted", "镜像"),
  accepted("a name of 128 Chinese characters is accepted: characters count, not bytes", "镜".repeat(128)),
  accepted("a name that begins with a capital is accepted", "WebServer"),
  accepted("a name with every mark that is allowed is accepted", "web:blue_green.v1-2"),
  accepted("a name of Chinese, letters and digits together is accepted", "生产环境web01"),
  accepted("a name may begin with http where no :// follows", "http-gateway"),
  accepted("a name may begin with http and a colon", "http:gateway"),
  refused("an empty name is refused: to have none, leave it out", "", length),
  refused("a name of 1 character is refused", "a", length),
  refused("a name of 1 Chinese character is refused", "镜", length),
  refused("a name of 129 characters is refused", "a".repeat(129), length),
  refused("a name of 129 Chinese characters is refused", "镜".repeat(129), length),
  refused("a name that begins with a digit is refused", "1web", start),
  refused("a name that begins with a hyphen is refused", "-web", start),
  refused("a name that begins with a period is refused", ".web", start),
  refused("a name with a space is refused", "web server", characters),
  refused("a name with a slash is refused", "web/server", characters),
  refused("a name with a Chinese comma is refused: it is no Chinese character", "生产，环境", characters),
  refused("a name with an emoji is refused", "web😀", characters),
  refused("a name that ends with a line break is refused", "webserver\n", characters),
  refused("a name that ends with a space is refused", "webserver ", characters),
  refused("a name that begins with http:// is refused", "http://web", /https?:\/\//),
  refused("a name that begins with https:// is refused", "https://web", /https?:\/\//),
  {
    title: "a number as the name is refused",
    source: limit,
    args: { name: 42 },
    check: { refuse: ["name"] },
    says: [/string/i],
    simulator: "InvalidParameter.Name",
  },
];
