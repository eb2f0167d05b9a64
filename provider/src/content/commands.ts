/**
 * The commands of Image Builder in the Dockerfile form, from "Commands supported by Image Builder" (docs/service.md,
 * Build content: commands). One row holds all that is known of a command: the check, the warnings, importDockerfile,
 * renderTemplate and the table in docs/building.md go by it. Loads nothing.
 */

/** Where a command can stand: a pipeline's buildContent, its testContent, or the content of a component. */
export type Place = "build" | "test" | "component";

export interface Command {
  name: string;
  /** Where the service takes it; nowhere for what only Docker knows. */
  places: readonly Place[];
  systems: readonly ("Linux" | "Windows")[];
  /** How it is written; the first is what an error shows. */
  forms: readonly string[];
  /** What stands after the name. Unset for a command that has to stand alone. */
  takes?: string;
  /** For the table in docs/building.md. */
  rule: string;
  /** `documented`: by the page. `inferred`: from the codes of the service's errors. */
  known: "documented" | "inferred";
  /** What to do instead where it is not taken. */
  instead: string;
  /** What is wrong with what stands after the name, with the remedy. The service refuses it. */
  fault?(rest: string): string | undefined;
  /** What the documents leave uncertain about it, or what surprises, with the remedy. */
  doubts?(rest: string): string[];
}

const EVERYWHERE = ["build", "test", "component"] as const;
const LINUX = ["Linux"] as const;
const BOTH = ["Linux", "Windows"] as const;

const FILES =
  "fetch the file with COPY from a URL, with curl or wget in RUN, or with OSSDownload in a component in YAML";

const AT_START =
  "is run when the system starts, not during the build. Use RUN for what the build has to do; ignore this if the start is what you mean.";

export const COMMANDS: readonly Command[] = [
  {
    name: "COMPONENT",
    places: ["build", "test"],
    systems: BOTH,
    forms: [
      "COMPONENT ic-…",
      "COMPONENT ic-… --name value",
      "COMPONENT acs:ecs:REGION:ACCOUNT:imagecomponent/NAME/1.*.*",
    ],
    takes: "the ID or ARN of a component",
    rule: "A parameter of the component that has no default must be given. `*` in the version is the newest. Not in components.",
    known: "documented",
    instead: "Write the commands of that component here, or name both components in the pipeline's content.",
  },
  {
    name: "RESTART",
    places: EVERYWHERE,
    systems: BOTH,
    forms: ["RESTART"],
    rule: "Stands alone on its line. In a component it is for Linux, as the whole Dockerfile form is.",
    known: "documented",
    instead: "",
  },
  {
    name: "RUN",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ["RUN command", 'RUN ["program", "argument"]'],
    takes: "a shell command",
    rule: "A shell command. The form in brackets is inferred.",
    known: "documented",
    instead: "",
    doubts: (rest) =>
      /^--[a-z]+=/i.test(rest)
        ? [
            "has a flag of Docker's RUN (--mount, …), which the service's documents do not have: it may be run as the command itself. Remove the flag.",
          ]
        : [],
  },
  {
    name: "ENV",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ['ENV name="value" name2="value2"', "ENV name value"],
    takes: "a name and a value",
    rule: "With `=`, each value has to be in double quotes.",
    known: "documented",
    instead: "",
    fault: (rest) =>
      /^[^\s=]+$/.test(rest)
        ? 'has a name without a value. Write ENV name="value", or remove the line.'
        : undefined,
    doubts: (rest) =>
      isUnquoted(rest)
        ? [
            'has a value without double quotes after =; the service\'s documents require them. Write ENV name="value".',
          ]
        : [],
  },
  {
    name: "WORKDIR",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ["WORKDIR /path", "WORKDIR path1/path2"],
    takes: "a directory",
    rule: "The directory of the commands after it.",
    known: "documented",
    instead: "",
  },
  {
    name: "COPY",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ["COPY URL directory", "COPY /path directory"],
    takes: "a URL or path, and a directory",
    rule: "A URL is fetched with wget: no query string, and it needs `internetMaxBandwidthOut`. A path is one on the instance (inferred): nothing is copied from your machine.",
    known: "documented",
    instead: "",
    fault: copyFault,
    doubts: copyDoubts,
  },
  {
    name: "USER",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ["USER name"],
    takes: "the name of a user",
    rule: "The user must exist. The commands after it are run by this user.",
    known: "documented",
    instead: "",
  },
  {
    name: "LABEL",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ['LABEL key="value" key2="value2"'],
    takes: "a key and a value",
    rule: "Metadata of the template.",
    known: "documented",
    instead: "",
  },
  {
    name: "CMD",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ['CMD ["program", "argument"]', "CMD command"],
    takes: "a command",
    rule: "Run when the system starts, not during the build.",
    known: "documented",
    instead: "",
    doubts: () => [AT_START],
  },
  {
    name: "ENTRYPOINT",
    places: EVERYWHERE,
    systems: LINUX,
    forms: ['ENTRYPOINT ["program", "argument"]', "ENTRYPOINT command"],
    takes: "a command",
    rule: "Run when the system starts, not during the build.",
    known: "documented",
    instead: "",
    doubts: () => [AT_START],
  },
  {
    name: "FROM",
    places: ["build", "test"],
    systems: BOTH,
    forms: ["FROM IMAGE:m-…", "FROM IMAGE_FAMILY:…"],
    takes: "IMAGE:<image ID> or IMAGE_FAMILY:<family name>",
    rule: "Deprecated: use `baseImageType` and `baseImage`. Once, as the first command, and only in this form (inferred). Not in components.",
    known: "documented",
    instead: "Remove the line: the pipeline that uses the component names the base image.",
  },
  onlyDockers("ARG", "Put the value in with the program that makes the content, or set it with ENV."),
  onlyDockers("ADD", "Use COPY with a URL, and unpack an archive in a RUN line."),
  onlyDockers("EXPOSE", "Remove the line, and open the port in a security group of the instances."),
  onlyDockers("VOLUME", "Remove the line, and give the instances a data disk."),
  onlyDockers("SHELL", "Remove the line, and name the shell in the RUN line, as in RUN bash -c '…'."),
  onlyDockers("HEALTHCHECK", "Remove the line, and test the image with testContent."),
  onlyDockers("STOPSIGNAL", "Remove the line: an ECS instance has no stop signal."),
  onlyDockers(
    "ONBUILD",
    "Remove the line, and write its command into the content that builds on this image.",
  ),
  onlyDockers("MAINTAINER", 'Write LABEL maintainer="…", or set imageOptions.imageTags.'),
];

function onlyDockers(name: string, instead: string): Command {
  return {
    name,
    places: [],
    systems: [],
    forms: [],
    takes: "something",
    rule: instead,
    known: "inferred",
    instead,
  };
}

/** The row of a command, by its name in capitals. */
export const commandNamed = (name: string): Command | undefined => BY_NAME.get(name);
const BY_NAME = new Map(COMMANDS.map((command) => [command.name, command]));

/** The names of the commands that the service takes at a place. */
export const commandsAt = (place: Place): string[] =>
  COMMANDS.filter(({ places }) => places.includes(place)).map(({ name }) => name);

/** The names of the commands that the service takes at any place. */
export const KNOWN_COMMANDS: readonly string[] = COMMANDS.filter(({ places }) => places.length > 0).map(
  ({ name }) => name,
);

/** Whether an ENV in the form with `=` has a value without double quotes. */
function isUnquoted(rest: string): boolean {
  if (!/^[^\s="']+=/.test(rest)) return false;
  return !/^(?:[^\s="']+="(?:\\.|[^"\\])*"(?:\s+|$))+$/.test(rest);
}

export const isUrl = (word: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(word);

/** What a COPY names, its flags apart; the last is where it copies to. */
export function copyOperands(rest: string): string[] {
  const words = rest.startsWith("[") ? rest.replace(/[[\]",]/g, " ") : rest;
  return words.split(/\s+/).filter((word) => word !== "" && !word.startsWith("--"));
}

function copyFault(rest: string): string | undefined {
  const operands = copyOperands(rest);
  if (operands.some((word) => isUrl(word) && word.includes("?"))) {
    return "has a URL with a query string, which the service does not take. Use a URL without one; or fetch the file with curl or wget in RUN, or with OSSDownload in a component in YAML.";
  }
  return operands.length < 2
    ? "has no directory to copy to. Write COPY URL directory, or COPY /path directory."
    : undefined;
}

function copyDoubts(rest: string): string[] {
  const doubts: string[] = [];
  const sources = copyOperands(rest).slice(0, -1);
  if (sources.some((word) => !isUrl(word) && !/^[/$~]/.test(word) && !word.startsWith("<<"))) {
    doubts.push(
      `has a relative path: nothing is copied from your machine, and the path would be one on the instance. To bring a file in, ${FILES}.`,
    );
  }
  if (/^--/.test(rest)) {
    doubts.push(
      "has a flag (--from, --chown, …), which the service's documents do not have, and there are no stages to copy from. Remove it, and set owner and mode with RUN.",
    );
  }
  if (rest.startsWith("[") || sources.length > 1) {
    doubts.push(
      "is not in the documented form of one source and one directory. Write COPY URL directory or COPY /path directory, one line for each source.",
    );
  }
  return doubts;
}
