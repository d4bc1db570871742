import { CliFailure } from "./context";

const packageName = "pulumi-m365-licenses-emulator";

/**
 * The emulator is a package of its own, loaded only when it is asked for: who writes licences needs no issuer of
 * tokens.
 *
 * @param load imports one of its entries
 * @throws CliFailure with the command that installs it, where it is not here
 */
export async function loadEmulator<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const isMissing =
      error instanceof Error && /MODULE_NOT_FOUND$/.test(codeOf(error)) && error.message.includes(`'${packageName}`);
    if (!isMissing) throw error;
    throw new CliFailure(
      "emulator-not-installed",
      "The emulated tenant is a package of its own that is not here:",
      `npm install --save-dev ${packageName}`,
    );
  }
}

function codeOf(error: Error): string {
  return String((error as NodeJS.ErrnoException).code);
}
