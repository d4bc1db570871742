/** Version of the JSON report. A field that is added keeps it; one that changes its meaning or goes raises it. */
export const reportVersion = 1;
