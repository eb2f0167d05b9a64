import { accepted, type Case, refused } from "../case";

const limit = "docs/service.md, Parameters of CreateImagePipeline: Name";
const length = /2 to 128\b/;
const characters = /letters.*digits/is;
const start = /(start|begin).*letter/i;

const refusedName = (title: string, name: string, says: RegExp): Case =>
  refused(title, limit, { name }, "name", says, "InvalidName.Malformed");

export const names: Case[] = [
  {
    title: "a pipeline without a name is accepted, it is called by its ID",
    source: limit,
    args: {},
    check: "accept",
    simulator: "accept",
  },
  accepted("a name of 2 characters is accepted", limit, { name: "ab" }),
  accepted("a name of 128 characters is accepted", limit, { name: "a".repeat(128) }),
  accepted("a name of 2 Chinese characters is accepted", limit, { name: "镜像" }),
  accepted("a name of 128 Chinese characters is accepted: characters count, not bytes", limit, {
    name: "镜".repeat(128),
  }),
  accepted("a name that begins with a capital is accepted", limit, { name: "WebServer" }),
  accepted("a name with every mark that is allowed is accepted", limit, { name: "web:blue_green.v1-2" }),
  accepted("a name of Chinese, letters and digits together is accepted", limit, { name: "生产环境web01" }),
  accepted("a name may begin with http where no :// follows", limit, { name: "http-gateway" }),
  accepted("a name may begin with http and a colon", limit, { name: "http:gateway" }),
  refusedName("an empty name is refused: to have none, leave it out", "", length),
  refusedName("a name of 1 character is refused", "a", length),
  refusedName("a name of 1 Chinese character is refused", "镜", length),
  refusedName("a name of 129 characters is refused", "a".repeat(129), length),
  refusedName("a name of 129 Chinese characters is refused", "镜".repeat(129), length),
  refusedName("a name that begins with a digit is refused", "1web", start),
  refusedName("a name that begins with a hyphen is refused", "-web", start),
  refusedName("a name that begins with a period is refused", ".web", start),
  refusedName("a name with a space is refused", "web server", characters),
  refusedName("a name with a slash is refused", "web/server", characters),
  refusedName("a name with a Chinese comma is refused: it is no Chinese character", "生产，环境", characters),
  refusedName("a name with an emoji is refused", "web😀", characters),
  refusedName("a name that ends with a line break is refused", "webserver\n", characters),
  refusedName("a name that ends with a space is refused", "webserver ", characters),
  refusedName("a name that begins with http:// is refused", "http://web", /https?:\/\//),
  refusedName("a name that begins with https:// is refused", "https://web", /https?:\/\//),
  {
    title: "a number as the name is refused",
    source: limit,
    args: { name: 42 },
    check: { refuse: ["name"] },
    says: [/string/i],
    simulator: "InvalidName.Malformed",
  },
];
