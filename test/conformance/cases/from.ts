import { accepted, type Case, fromOss, image, lines, refused, type Says, warned } from "../case";

const source = "docs/decisions.md: FROM";
const form = "docs/service.md, FROM";
const other = "m-bp1other0000000001";
const family = "web-servers";
const nothing = { baseImageType: undefined, baseImage: undefined };

const remedy = /FROM <?(IMAGE|type|baseImageType)/i;

const content = (...first: readonly string[]): { buildContent: string } => ({
  buildContent: lines(...first, "RUN echo hi"),
});

/** Check is stricter than the API, which in one edition ignores FROM and in the other lets it override. */
const refusedFrom = (title: string, args: Record<string, unknown>, ...says: Says): Case =>
  refused(title, source, args, "buildContent", says, "accept");

/** Ignored or not, FROM is parsed; which input earns which code is inferred. */
const misplaced = (code: string, title: string, args: Record<string, unknown>, says: RegExp): Case =>
  refused(title, `${form}, Error codes`, args, "buildContent", says, code);
const malformed = (title: string, operand: string): Case =>
  misplaced("InvalidCommandContent.FROM", title, content(`FROM ${operand}`.trim()), remedy);

export const from: Case[] = [
  accepted("a FROM that names an image is enough", source, { ...nothing, ...content(`FROM IMAGE:${image}`) }),
  accepted("a FROM that names an image family is enough", source, {
    ...nothing,
    ...content(`FROM IMAGE_FAMILY:${family}`),
  }),
  accepted("a FROM that names a public image is enough", source, {
    ...nothing,
    ...content("FROM IMAGE:aliyun_3_x64_20G_alibase_20240528.vhd"),
  }),
  accepted("a FROM that names a public image family keeps the colon in it", source, {
    ...nothing,
    ...content("FROM IMAGE_FAMILY:acs:alibaba_cloud_linux_3_2104_lts_x64"),
  }),
  accepted("a FROM equal to the base image is accepted", source, content(`FROM IMAGE:${image}`)),
  accepted("a FROM equal to the base image family is accepted", source, {
    baseImageType: "IMAGE_FAMILY",
    baseImage: family,
    ...content(`FROM IMAGE_FAMILY:${family}`),
  }),
  accepted("a FROM with the equal type alone is accepted", source, {
    baseImage: undefined,
    ...content(`FROM IMAGE:${image}`),
  }),
  accepted("a FROM with the equal image alone is accepted", source, {
    baseImageType: undefined,
    ...content(`FROM IMAGE:${image}`),
  }),
  accepted("a FROM after comments and blank lines is the first instruction", source, {
    ...nothing,
    ...content("# The base of all web servers.", "", `FROM IMAGE:${image}`),
  }),
  accepted("a FROM with Windows line ends is understood", source, {
    ...nothing,
    buildContent: `FROM IMAGE:${image}\r\nRUN echo hi\r\n`,
  }),
  accepted("a FROM alone is accepted", source, { ...nothing, buildContent: `FROM IMAGE:${image}` }),
  warned(
    "a FROM in a heredoc is text, not an instruction",
    source,
    { buildContent: lines("RUN cat > /tmp/Dockerfile <<EOF", "FROM ubuntu:22.04", "EOF") },
    /heredoc/,
  ),
  accepted("a FROM on the second line of a command is text, not an instruction", source, {
    buildContent: lines("RUN echo \\", "FROM ubuntu:22.04"),
  }),
  accepted("a FROM in a comment is not an instruction", source, {
    buildContent: lines("# FROM ubuntu:22.04", "RUN echo hi"),
  }),
  refusedFrom(
    "a FROM that names another image is refused, with both images quoted",
    content(`FROM IMAGE:${other}`),
    new RegExp(`line 1 says FROM IMAGE:${other}, but baseImage is ${image}\\.`),
  ),
  refusedFrom(
    "a FROM of another type is refused, with both types named",
    content(`FROM IMAGE_FAMILY:${family}`),
    /IMAGE_FAMILY/,
    /IMAGE\b/,
  ),
  refusedFrom(
    "a FROM of another type than the type that is given alone is refused",
    { baseImageType: "IMAGE_FAMILY", baseImage: undefined, ...content(`FROM IMAGE:${image}`) },
    /IMAGE_FAMILY/,
  ),
  refusedFrom(
    "an image in a FROM and an image file in OSS are refused together",
    { ...fromOss(), ...content(`FROM IMAGE:${image}`) },
    /OSS/,
    /IMAGE\b/,
  ),
  refusedFrom(
    "a FROM that names another image than the image that is given alone is refused",
    { baseImageType: undefined, ...content(`FROM IMAGE:${other}`) },
    new RegExp(`line 1 says FROM IMAGE:${other}, but baseImage is ${image}\\.`),
  ),
  malformed("Docker's FROM is refused, with how to write it here", "ubuntu:22.04"),
  malformed("Docker's FROM scratch is refused", "scratch"),
  malformed("a FROM that names an image without its type is refused", `${image}`),
  malformed("a FROM whose type is in small letters is refused", `image:${image}`),
  malformed("a FROM whose type has a hyphen is refused", `IMAGE-FAMILY:${family}`),
  malformed("a FROM that names no image after its type is refused", "IMAGE:"),
  malformed("a FROM without anything is refused", ""),
  {
    title: "Docker's FROM with no base image is refused where it stands",
    source: form,
    args: { ...nothing, ...content("FROM ubuntu:22.04") },
    check: { refuse: ["buildContent"] },
    says: [remedy],
    simulator: ["MissingParameter", "InvalidCommandContent.FROM"],
  },
  misplaced(
    "InvalidCommandOrder.FROM",
    "a FROM after another instruction is refused",
    content("RUN echo first", `FROM IMAGE:${image}`),
    /first/i,
  ),
  misplaced(
    "DuplicatedCommand.FROM",
    "two FROMs are refused, equal ones too",
    content(`FROM IMAGE:${image}`, `FROM IMAGE:${image}`),
    /one|second|once|2/i,
  ),
  misplaced(
    "DuplicatedCommand.FROM",
    "two stages as in Docker are refused",
    content(`FROM IMAGE:${image}`, "RUN make", `FROM IMAGE:${other}`),
    /one|second|once|2/i,
  ),
  {
    title: "a FROM that names an image that does not exist passes check, and the service does not find it",
    source,
    args: { ...nothing, ...content("FROM IMAGE:m-notfound0002") },
    check: "accept",
    simulator: "InvalidImage.NotFound",
  },
  {
    title: "neither a base image nor a FROM is refused",
    source: "docs/service.md, Conditions between parameters; docs/decisions.md: FROM",
    args: nothing,
    check: { refuse: ["baseImageType", "baseImage"] },
    says: [/FROM/],
    simulator: "MissingParameter",
  },
  {
    ...misplaced(
      "InvalidCommandContent.FROM",
      "a FROM that names OSS is refused: no edition of the API has an image to name there",
      { ...fromOss(), ...content("FROM OSS:centos.raw") },
      /OSS/,
    ),
    source:
      "docs/decisions.md: FROM OSS; docs/service.md, Older and newer edition, Conditions between parameters",
  },
];
