// Declares what stacks/<stack>.yaml says, for the Pulumi stack that is selected. An ES module by its name, so that it
// works in every package.
import { licensesOfStack } from "pulumi-m365-licenses/program";

export const { seats } = licensesOfStack();
