/*
 * Where the service differs from Docker, or from what happens here, by command and action (docs/service.md, Build content:
 * commands, Build content: YAML form). `documented`: by the service's page on commands. `inferred`: from the page and the
 * codes of errors. `unknown`: no document says.
 */

export interface Note {
  known: "documented" | "inferred" | "unknown";
  text: string;
}

const documented = (text: string): Note => ({ known: "documented", text });
const inferred = (text: string): Note => ({ known: "inferred", text });
const unknown = (text: string): Note => ({ known: "unknown", text });

const SHELL_OF_TASK = unknown("which shell runs it. Here /bin/sh does, or the program that #! names.");
const FETCHED = "Here the container's wget fetches it, or this machine if the container has none.";

export const NOTES: Readonly<Record<string, readonly Note[]>> = {
  RUN: [
    inferred(
      "all commands run on one machine, not in layers: files and running processes stay, and variables and the directory of one RUN do not.",
    ),
    unknown(
      "which shell runs it, and in which directory before the first WORKDIR. Here /bin/sh does, in / as root.",
    ),
  ],
  ENV: [
    inferred("the variable holds for the commands after it; $NAME in the value is replaced, as in Docker."),
    unknown("whether the variable is set in the system that starts from the image."),
  ],
  WORKDIR: [unknown("whether a directory that does not exist is created. Here it is, as in Docker.")],
  USER: [documented("the user must exist. Create it with RUN before.")],
  COPY: [
    documented(`a URL is fetched with wget, and needs internetMaxBandwidthOut on the pipeline. ${FETCHED}`),
    inferred(
      "a path is one on the instance: nothing is copied from your machine. The target is a directory.",
    ),
  ],
  RESTART: [documented("the instance restarts here, and running processes end.")],
  COMPONENT: [
    unknown("whether ENV, WORKDIR and USER go on into a component and after it. Here they do not."),
  ],
  CMD: [documented("it is run when the system of the image starts.")],
  ENTRYPOINT: [documented("it is run when the system of the image starts.")],
  RunShellCommand: [
    SHELL_OF_TASK,
    inferred(
      "the task fails if its script ends with an exit code other than 0: its last command decides, unless it begins with set -e.",
    ),
    inferred("{{ Task.stdout }} is what the task printed, without the line ends at its end."),
  ],
  WebDownload: [inferred(`the file gets the last part of the URL as its name. ${FETCHED}`)],
  Reboot: [documented("the instance restarts here, and running processes end.")],
};

/** What a container cannot prove, whatever was run in it. */
export const NOT_PROVEN =
  "services and systemd, the kernel and its modules, cloud-init, whether the system starts again after RESTART, disks and " +
  "drivers, access to OSS and to your VPC, anything of Windows, and that the base here is like the base image of the pipeline";
