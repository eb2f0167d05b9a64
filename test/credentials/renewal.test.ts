import { declared } from "../provider/stand";
import { type DynamicHost, startDynamicHost } from "../support/dynamic-host";
import { ACCOUNT, KEY, knowBothKeys, stand, type TemporaryKey, temporaryKey } from "./stand";
import { passOn } from "./stand-in";

jest.setTimeout(60_000);

const { simulator, environment, standIn } = stand();

/** The host of dynamic resources, which lives as long as a deploy does. */
async function withHost(
  env: NodeJS.ProcessEnv,
  work: (create: () => Promise<unknown>) => Promise<void>,
  redirects = {},
): Promise<void> {
  const host: DynamicHost = await startDynamicHost({ env: environment({ env, redirects }) });
  try {
    await host.configure({ "alicloud:region": "cn-hangzhou", "alicloud:accountId": ACCOUNT });
    await work(() => host.create(declared({ regionId: "cn-hangzhou" })));
  } finally {
    await host.stop();
  }
}

/** A URI that gives temporary credentials which the service takes for as long as they say. */
const uri = (seconds: number) =>
  standIn(async () => {
    const key: TemporaryKey = await temporaryKey(simulator());
    const Expiration = new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+/, "");
    return { body: { ...key, Expiration } };
  });

/** From here on the service knows none of the temporary credentials that it gave. */
const forgetTemporaryKeys = () => knowBothKeys(simulator());

test("temporary credentials that are about to expire are renewed during a deploy", async () => {
  const service = await uri(60);
  await withHost({ ALICLOUD_CREDENTIALS_URI: service.url }, async (create) => {
    await create();
    await forgetTemporaryKeys();
    await create();
    expect(service.asked).toHaveLength(2);
  });
  expect((await simulator().state()).pipelines).toHaveLength(1);
});

test("temporary credentials that are good for long are fetched once", async () => {
  const service = await uri(3600);
  await withHost({ ALICLOUD_CREDENTIALS_URI: service.url }, async (create) => {
    await create();
    await create();
  });
  expect(service.asked).toHaveLength(1);
});

test("when twenty pipelines are created at the same time, the role is assumed once", async () => {
  const sts = await standIn((asked) => passOn(asked, simulator().endpoint));
  const env = {
    ALICLOUD_ACCESS_KEY: KEY.accessKeyId,
    ALICLOUD_SECRET_KEY: KEY.accessKeySecret,
    ALICLOUD_ASSUME_ROLE_ARN: `acs:ram::${ACCOUNT}:role/deploy`,
  };
  await withHost(
    env,
    async (create) => {
      await Promise.all(Array.from({ length: 20 }, create));
    },
    { "sts.aliyuncs.com": sts.url },
  );
  expect((await simulator().state()).pipelines).toHaveLength(20);
  expect(sts.asked).toHaveLength(1);
});

test("a service of credentials that breaks a connection is asked again", async () => {
  let times = 0;
  const service = await standIn(async () => {
    times += 1;
    return times < 3 ? "reset" : { body: await temporaryKey(simulator()) };
  });
  await withHost({ ALICLOUD_CREDENTIALS_URI: service.url }, async (create) => {
    await create();
  });
  expect(times).toBe(3);
});
