/**
 * The environment without what would lead a demo or a test elsewhere: other credentials and endpoints, another backend,
 * a proxy.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
function cleanEnvironment(environment) {
  const disturbing = /^(ALICLOUD|ALIBABA_?CLOUD|ECS|STS|PULUMI)_|_proxy$|^NODE_OPTIONS$/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !disturbing.test(name)));
}

/**
 * Where a simulator is, as the provider is told.
 *
 * @param {{endpoint: string, accessKeyId: string, accessKeySecret: string}} simulator
 */
function simulatorEnvironment(simulator) {
  return {
    ALICLOUD_ACCESS_KEY: simulator.accessKeyId,
    ALICLOUD_SECRET_KEY: simulator.accessKeySecret,
    ALICLOUD_REGION: "cn-hangzhou",
    ALIBABA_CLOUD_ENDPOINT_ECS: simulator.endpoint,
    ALIBABA_CLOUD_ENDPOINT_STS: simulator.endpoint,
  };
}

module.exports = { cleanEnvironment, simulatorEnvironment };
