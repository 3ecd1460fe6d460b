import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuChoice } from "../ui/menu.tsx";
import { useTheme } from "./use-theme.ts";

const icon = "size-4";

export function ThemeMenu() {
  const [theme, setTheme] = useTheme();
  const Icon = theme === "light" ? Sun : theme === "dark" ? Moon : Monitor;
  return (
    <Menu
      trigger={
        <IconButton label="Theme">
          <Icon aria-hidden className={icon} />
        </IconButton>
      }
    >
      <MenuChoice
        value={theme}
        onChange={setTheme}
        options={[
          { value: "system", label: "As the system", icon: <Monitor aria-hidden className={icon} /> },
          { value: "light", label: "Light", icon: <Sun aria-hidden className={icon} /> },
          { value: "dark", label: "Dark", icon: <Moon aria-hidden className={icon} /> },
        ]}
      />
    </Menu>
  );
}
