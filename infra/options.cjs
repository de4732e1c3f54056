/** What deploy.yml adds to resources that the packager makes: reserved concurrency, throttling of the HTTP API, a customer's key, the poller's network. */
module.exports = async ({ resolveVariable }) => {
  const { reservedConcurrency, throttle, kmsKey, vpc } = await resolveVariable('self:custom.deployment');
  const functions = Object.keys(Object.assign({}, ...(await resolveVariable('self:functions'))));
  const extensions = {
    HttpApiStage: {
      Properties: {
        DefaultRouteSettings: {
          DetailedMetricsEnabled: false,
          ThrottlingRateLimit: throttle.perSecond,
          ThrottlingBurstLimit: throttle.burst,
        },
      },
    },
  };
  for (const fn of functions) {
    const reserved = reservedConcurrency[fn];
    const isPoller = fn === 'ingest-snapshot' && vpc.subnetIds.length > 0;
    const properties = {
      ...(isPoller
        ? { VpcConfig: { SubnetIds: vpc.subnetIds, SecurityGroupIds: vpc.securityGroupIds } }
        : {}),
      ...(reserved ? { ReservedConcurrentExecutions: reserved } : {}),
      ...(kmsKey ? { KmsKeyArn: kmsKey } : {}),
    };
    if (Object.keys(properties).length > 0)
      extensions[`${logicalId(fn)}LambdaFunction`] = { Properties: properties };
    if (kmsKey) extensions[`${logicalId(fn)}LogGroup`] = { Properties: { KmsKeyId: kmsKey } };
  }
  return { extensions };
};

/** As the packager names a function: `ingest-logs` is `IngestDashlogs`. */
function logicalId(fn) {
  return fn.charAt(0).toUpperCase() + fn.slice(1).replaceAll('-', 'Dash');
}
