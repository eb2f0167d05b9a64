import { accepted, type Case, refused } from "../case";

const limit = "docs/service.md, Parameters of CreateImagePipeline: Description";
const length = /2 to 256\b/;
const start = /https?:\/\//;

const refusedDescription = (title: string, description: string, says: RegExp): Case =>
  refused(title, limit, { description }, "description", says, "InvalidDescription.Malformed");

export const descriptions: Case[] = [
  accepted("a description of 2 characters is accepted", limit, { description: "ok" }),
  accepted("a description of 256 characters is accepted", limit, { description: "d".repeat(256) }),
  accepted("a description of 256 Chinese characters is accepted", limit, { description: "述".repeat(256) }),
  accepted("a description of 256 characters outside the basic plane is accepted", limit, {
    description: "😀".repeat(256),
  }),
  accepted("a description of several lines is accepted", limit, {
    description: "The base of all web servers.\nOwned by 平台组.",
  }),
  accepted("a description may contain http:// further on", limit, {
    description: "see http://wiki.example.com/images",
  }),
  accepted("a description may begin with http where no :// follows", limit, { description: "http gateway" }),
  accepted("a description that begins with HTTP:// in capitals is left to the service", limit, {
    description: "HTTP://wiki.example.com",
  }),
  refusedDescription("an empty description is refused: to have none, leave it out", "", length),
  refusedDescription("a description of 1 character is refused", "d", length),
  refusedDescription("a description of 257 characters is refused", "d".repeat(257), length),
  refusedDescription("a description of 257 Chinese characters is refused", "述".repeat(257), length),
  refusedDescription("a description that begins with http:// is refused", "http://wiki.example.com", start),
  refusedDescription("a description that begins with https:// is refused", "https://wiki.example.com", start),
  {
    title: "a number as the description is refused before it is sent as text",
    source: limit,
    args: { description: 2026 },
    check: { refuse: ["description"] },
    says: [/string/i],
    simulator: "accept",
  },
];
