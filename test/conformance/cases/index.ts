import type { Case } from "../case";
import { accountCases } from "./accounts";
import { baseImageCases } from "./base-image";
import { commands } from "./commands";
import { contents } from "./contents";
import { descriptions } from "./descriptions";
import { from } from "./from";
import { grammar } from "./grammar";
import { imageOptions } from "./image-options";
import { imageSecurityOptions } from "./image-security-options";
import { importImageOptions } from "./import-image-options";
import { names } from "./names";
import { numbers } from "./numbers";
import { otherClients } from "./other-clients";
import { placement } from "./placement";
import { regionCases } from "./regions";
import { repair } from "./repair";
import { switches } from "./switches";
import { tags } from "./tags";
import { together } from "./together";
import { unknownNames } from "./unknown-names";
import { yaml } from "./yaml";

export const cases: readonly Case[] = [
  ...names,
  ...descriptions,
  ...baseImageCases,
  ...from,
  ...contents,
  ...commands,
  ...grammar,
  ...yaml,
  ...numbers,
  ...switches,
  ...placement,
  ...regionCases,
  ...accountCases,
  ...tags,
  ...imageOptions,
  ...imageSecurityOptions,
  ...importImageOptions,
  ...repair,
  ...unknownNames,
  ...together,
  ...otherClients,
];
