import type { Case } from "../case";

const limit = "docs/service.md, Parameters of CreateImagePipeline: Description";
const length = /2 to 256\b/;
const start = /https?:\/\//;

const accepted = (title: string, description: string): Case => ({
  title,
  source: limit,
  args: { description },
  check: "accept",
  simulator: "accept",
});

const refused = (title: string, description: string, says: RegExp): Case => ({
  title,
  source: limit,
  args: { description },
  check: { refuse: ["description"] },
  says: [says],
  simulator: "InvalidParameter.Description",
});

export const descriptions: Case[] = [
  accepted("a description of 2 characters is accepted", "ok"),
  accepted("a description of 256 characters is accepted", "d".repeat(256)),
  accepted("a description of 256 Chinese characters is accepted", "述".repeat(256)),
  accepted("a description of 256 characters outside the basic plane is accepted", "😀".repeat(256)),
  accepted("a description of several lines is accepted", "The base of all web servers.\nOwned by 平台组."),
  accepted("a description may contain http:// further on", "see http://wiki.example.com/images"),
  accepted("a description may begin with http where no :// follows", "http gateway"),
  accepted(
    "a description that begins with HTTP:// in capitals is left to the service",
    "HTTP://wiki.example.com",
  ),
  refused("an empty description is refused: to have none, leave it out", "", length),
  refused("a description of 1 character is refused", "d", length),
  refused("a description of 257 characters is refused", "d".repeat(257), length),
  refused("a description of 257 Chinese characters is refused", "述".repeat(257), length),
  refused("a description that begins with http:// is refused", "http://wiki.example.com", start),
  refused("a description that begins with https:// is refused", "https://wiki.example.com", start),
  {
    title: "a number as the description is refused before it is sent as text",
    source: limit,
    args: { description: 2026 },
    check: { refuse: ["description"] },
    says: [/string/i],
    simulator: "accept",
  },
];
