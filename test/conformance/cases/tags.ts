import { accepted, type Case, fromOss, many, refused } from "../case";

const rule = "docs/service.md, Parameters of CreateImagePipeline: Tag.N.Key, Tag.N.Value";
const ruleForImages = "docs/service.md, Image options: ImageTags";
const noRules = "docs/service.md, Import of an image file: ImportImageTags, no rule stated";

const onlyCase = "docs/service.md, The other actions: TagResources, TagKey.Duplication";

const tagged = (count: number): Record<string, string> =>
  Object.fromEntries(many(count, (n) => [`key${n}`, `value${n}`]));

const refusedKey = (title: string, key: string, says: RegExp): Case =>
  refused(title, rule, { tags: { [key]: "web" } }, `tags["${key}"]`, says, "InvalidTagKey.Malformed");

const refusedValue = (title: string, value: string, says: RegExp): Case =>
  refused(title, rule, { tags: { team: value } }, 'tags["team"]', says, "InvalidTagValue.Malformed");

export const tags: Case[] = [
  accepted("a tag is accepted", rule, { tags: { team: "web" } }),
  accepted("a tag with Chinese key and value is accepted", rule, { tags: { 团队: "平台组" } }),
  accepted("a tag with an empty value is accepted", rule, { tags: { team: "" } }),
  accepted("a map of tags that holds nothing means none", rule, { tags: {} }),
  accepted("a tag key of 1 character is accepted", rule, { tags: { k: "web" } }),
  accepted("a tag key of 128 characters is accepted", rule, { tags: { ["k".repeat(128)]: "web" } }),
  accepted("a tag key of 128 Chinese characters is accepted", rule, { tags: { ["键".repeat(128)]: "web" } }),
  accepted("a tag value of 128 characters is accepted", rule, { tags: { team: "v".repeat(128) } }),
  accepted("a tag value of 128 Chinese characters is accepted", rule, { tags: { team: "值".repeat(128) } }),
  accepted("a tag value may begin with aliyun, only a key may not", rule, { tags: { team: "aliyun-ops" } }),
  accepted("a tag key may contain acs: further on", rule, { tags: { "x-acs:team": "web" } }),
  accepted("a tag key may contain aliyun further on", rule, { tags: { "my-aliyun": "web" } }),
  accepted("a tag key may begin with acs where no colon follows", rule, { tags: { acsteam: "web" } }),
  accepted("a tag value may contain acs: further on", rule, { tags: { team: "x-acs:ops" } }),
  accepted("a tag value with :// that is neither http nor https is accepted", rule, {
    tags: {
      repo: "git://example.com/x",
    },
  }),
  accepted("a tag key with a space and a slash is accepted", rule, { tags: { "cost center/no.": "42" } }),
  accepted("a tag key that begins with Aliyun, with a capital, is left to the service", rule, {
    tags: {
      "Aliyun-team": "web",
    },
  }),
  accepted("a tag value with HTTPS:// in capitals is left to the service", rule, {
    tags: {
      wiki: "HTTPS://wiki.example.com",
    },
  }),
  accepted("20 tags are accepted", rule, { tags: tagged(20) }),
  {
    title: "21 tags are refused",
    source: rule,
    args: { tags: tagged(21) },
    check: { refuse: ["tags"] },
    says: [/20/],
    simulator: "InvalidParameter.Tag",
  },
  {
    title:
      "tag keys that differ only in letter case are refused: TagResources would refuse them at the first change",
    source: onlyCase,
    args: { tags: { Team: "web", team: "web" } },
    check: { refuse: ['tags["team"]'] },
    says: [/differs from the tag key "Team" only in letter case/],
    // CreateImagePipeline documents no such code.
    simulator: "accept",
  },
  {
    title: "tag keys of a component that differ only in letter case are refused",
    source: onlyCase,
    resource: "component",
    args: { tags: { Team: "web", team: "web" } },
    check: { refuse: ['tags["team"]'] },
    says: [/differs from the tag key "Team" only in letter case/],
    simulator: "accept",
  },
  refusedKey("an empty tag key is refused", "", /1 to 128\b/),
  refusedKey("a tag key of 129 characters is refused", "k".repeat(129), /1 to 128\b/),
  refusedKey("a tag key that begins with acs: is refused", "acs:x", /acs:/),
  refusedKey("a tag key that begins with aliyun is refused", "aliyun-team", /aliyun/),
  refusedKey("a tag key that is aliyun is refused", "aliyun", /aliyun/),
  refusedKey("a tag key that begins with http:// is refused", "http://x", /https?:\/\//),
  refusedKey("a tag key with https:// in it is refused", "see https://x", /https?:\/\//),
  refusedValue("a tag value of 129 characters is refused", "v".repeat(129), /\b128\b/),
  refusedValue("a tag value of 129 Chinese characters is refused", "值".repeat(129), /\b128\b/),
  refusedValue("a tag value that begins with acs: is refused", "acs:ops", /acs:/),
  refusedValue("a tag value that begins with https:// is refused", "https://example.com", /https?:\/\//),
  refusedValue("a tag value with http:// in it is refused", "see http://example.com", /https?:\/\//),
  {
    title: "only the tags at fault are named, each of them",
    source: rule,
    args: { tags: { team: "web", "acs:x": "1", owner: "acs:ops", aliyun2: "1" } },
    check: { refuse: ['tags["acs:x"]', 'tags["owner"]', 'tags["aliyun2"]'] },
    says: [/acs:/, /aliyun/],
    simulator: ["InvalidTagKey.Malformed", "InvalidTagValue.Malformed"],
  },
  {
    title: "a list of tags as the API has it is refused: a map is wanted",
    source: "docs/arguments.md: tags, keys and values",
    args: { tags: [{ key: "team", value: "web" }] },
    check: { refuse: ["tags"] },
    says: [/map|object/i],
    simulator: "accept",
  },
  {
    title: "tags as text are refused",
    source: "docs/arguments.md: tags, keys and values",
    args: { tags: "team=web" },
    check: { refuse: ["tags"] },
    says: [/map|object/i],
    simulator: "InvalidParameter.Tag",
  },
  {
    title: "a tag value that is a number is refused: quote it",
    source: "docs/arguments.md: tags, keys and values",
    args: { tags: { version: 2 } },
    check: { refuse: ['tags["version"]'] },
    says: [/string/i],
    simulator: "accept",
  },
  {
    title: "tags of the image are accepted",
    source: ruleForImages,
    args: { imageOptions: { imageTags: { team: "web", 环境: "" } } },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "20 tags of the image are accepted",
    source: ruleForImages,
    args: { imageOptions: { imageTags: tagged(20) } },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "21 tags of the image are refused",
    source: ruleForImages,
    args: { imageOptions: { imageTags: tagged(21) } },
    check: { refuse: ["imageOptions.imageTags"] },
    says: [/20/],
    simulator: "InvalidParameter.ImageOptions.ImageTags",
  },
  {
    title: "a tag key of the image that begins with acs: is refused",
    source: ruleForImages,
    args: { imageOptions: { imageTags: { "acs:x": "web" } } },
    check: { refuse: ['imageOptions.imageTags["acs:x"]'] },
    says: [/acs:/],
    simulator: "InvalidTagKey.Malformed",
  },
  {
    title: "a tag key of the image of 129 characters is refused",
    source: ruleForImages,
    args: { imageOptions: { imageTags: { ["k".repeat(129)]: "web" } } },
    check: { refuse: [`imageOptions.imageTags["${"k".repeat(129)}"]`] },
    says: [/1 to 128\b/],
    simulator: "InvalidTagKey.Malformed",
  },
  {
    title: "a tag value of the image with http:// in it is refused",
    source: ruleForImages,
    args: { imageOptions: { imageTags: { team: "see http://example.com" } } },
    check: { refuse: ['imageOptions.imageTags["team"]'] },
    says: [/https?:\/\//],
    simulator: "InvalidTagValue.Malformed",
  },
  {
    title: "a tag of the imported image is accepted",
    source: noRules,
    args: fromOss({ importImageTags: { team: "web" } }),
    check: "accept",
    simulator: "accept",
  },
  {
    title: "a tag key of the imported image that begins with acs: is left to the service",
    source: noRules,
    args: fromOss({ importImageTags: { "acs:x": "https://example.com" } }),
    check: "accept",
    simulator: "accept",
  },
  {
    title: "21 tags of the imported image are left to the service",
    source: noRules,
    args: fromOss({ importImageTags: tagged(21) }),
    check: "accept",
    simulator: "accept",
  },
  {
    title: "a tag value of the imported image that is a boolean is refused",
    source: "docs/arguments.md: tags, keys and values",
    args: fromOss({ importImageTags: { production: true } }),
    check: { refuse: ['importImageOptions.importImageTags["production"]'] },
    says: [/string/i],
    simulator: "accept",
  },
];
