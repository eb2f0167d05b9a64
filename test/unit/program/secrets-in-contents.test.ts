import { findSecrets, patternsOf } from "../../../policies/secrets";

const SECRET = "hunter2".repeat(4);
const found = (content: string) => findSecrets(content, patternsOf({})).map(({ pattern }) => pattern);

describe("the policy against secrets in contents", () => {
  test.each([
    `RUN ACCESS_KEY_SECRET=${SECRET} ./deploy`,
    `RUN echo '{"accessKeySecret": "${SECRET}"}' > config.json`,
    `RUN aliyun configure set --access-key-id $ID --access-key-secret ${SECRET}`,
    `RUN tool --access-key-secret='${SECRET}'`,
    `ENV ALIBABA_CLOUD_ACCESS_KEY_SECRET ${SECRET}`,
    `ENV ALICLOUD_SECRET_KEY "${SECRET}"`,
    `RUN echo 'aws_secret_access_key = ${SECRET}'`,
  ])("finds the secret of an access key in %s", (content) => {
    expect(found(content)).toEqual(["access-key-secret"]);
  });

  test.each([
    "RUN aliyun configure set --access-key-secret $ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    "RUN tool --secret-key /run/secrets/somewhereelse",
    `RUN tool --access-key-secret-file ${SECRET}`,
    "# the access key secret is fetched when the instance starts",
  ])("finds none in %s", (content) => {
    expect(found(content)).toEqual([]);
  });
});
