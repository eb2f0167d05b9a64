/**
 * The environment without variables that would redirect a demo or a test: credentials, endpoints, a backend, a proxy.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
function cleanEnvironment(environment) {
  const disturbing = /^(ALICLOUD|ALIBABA_?CLOUD|ECS|STS|PULUMI)_|_proxy$|^NODE_OPTIONS$/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !disturbing.test(name)));
}

/**
 * The environment variables that point the provider to a simulator.
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
