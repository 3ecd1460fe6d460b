import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueries } from "./api/create-queries.ts";
import { createAppRouter } from "./routes.tsx";
import "./styles.css";
import { ToastProvider } from "./ui/toast.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");

const queryClient = createQueries(() => router.invalidate());
const router = createAppRouter(queryClient);

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  </StrictMode>,
);
