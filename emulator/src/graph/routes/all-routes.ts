import type { Route } from "../route";
import { deletedRoutes } from "./deleted-routes";
import { groupRoutes } from "./group-routes";
import { objectRoutes } from "./object-routes";
import { ownerRoutes } from "./owner-routes";
import { relationRoutes } from "./relation-routes";
import { tenantRoutes } from "./tenant-routes";
import { userRoutes } from "./user-routes";

export const allRoutes: readonly Route[] = [
  ...userRoutes,
  ...groupRoutes,
  ...ownerRoutes,
  ...relationRoutes,
  ...objectRoutes,
  ...deletedRoutes,
  ...tenantRoutes,
];
