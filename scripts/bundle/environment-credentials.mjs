/**
 * Takes the place of @aws-sdk/credential-provider-node in the bundles. Lambda gives a function its credentials in the environment;
 * the SDK's package brings six more providers, which a function never uses. (Only SnapStart and containers give them by HTTP.)
 */
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});
