const UNKNOWN_AUTHORITY =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED)$/;

/** What is wrong with a certificate, by Node's code for it, and what to do; undefined for any other code. */
export function certificateWords(code = ""): string | undefined {
  if (UNKNOWN_AUTHORITY.test(code)) {
    return (
      `Node.js does not know the authority that signed the certificate (${code}). A proxy that decrypts TLS has an authority of its own: ` +
      "set NODE_EXTRA_CA_CERTS to the PEM file of its certificate, in the environment of pulumi."
    );
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `the certificate is for another host name (${code}). Check the endpoint, and whether a proxy answers in its place.`;
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return `the certificate is not valid today (${code}). Check this machine's clock, and whose certificate it is.`;
  return undefined;
}
