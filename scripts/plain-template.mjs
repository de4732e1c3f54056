/**
 * Makes of the packager's template one that any tool deploys: zips come from a bucket and a prefix that parameters name, and the
 * packager's own bucket is gone.
 */
export function plainTemplate(packaged) {
  const {
    ServerlessDeploymentBucket: _,
    ServerlessDeploymentBucketPolicy: __,
    ...resources
  } = packaged.Resources;
  const Resources = Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => [
      id,
      resource.Type === 'AWS::Lambda::Function' ? fromBucket(resource) : resource,
    ]),
  );
  const Outputs = Object.fromEntries(
    Object.entries(packaged.Outputs)
      .filter(([id]) => id !== 'ServerlessDeploymentBucketName')
      .map(([id, { Export: ___, ...output }]) => [id, output]),
  );
  return {
    AWSTemplateFormatVersion: packaged.AWSTemplateFormatVersion,
    Description: 'Halfopen: reads broker logs and connection tables, and says in Slack what broke and why',
    Parameters: {
      ArtifactBucket: { Type: 'String', Description: 'Bucket with the zips, in the region of the stack' },
      ArtifactPrefix: {
        Type: 'String',
        Description: 'What the keys of the zips begin with',
        Default: 'halfopen/',
      },
    },
    Resources,
    Outputs,
  };
}

function fromBucket({ Properties, ...resource }) {
  const zip = Properties.Code.S3Key.split('/').at(-1);
  return {
    ...resource,
    Properties: {
      ...Properties,
      Code: { S3Bucket: { Ref: 'ArtifactBucket' }, S3Key: { 'Fn::Sub': `\${ArtifactPrefix}${zip}` } },
    },
  };
}
