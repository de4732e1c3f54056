/** Follows the keys above a line of YAML by their indentation. One per block. */
export interface YamlPath {
  /** Takes the next line (comments off) and answers the keys above it, joined by dots. */
  enter(text: string): string;
}

const PARENT = /^(\s*)(?:- )?["']?([\w.@/-]{1,80})["']?:\s*$/;

export function yamlPath(): YamlPath {
  const stack: { indent: number; key: string }[] = [];
  return {
    enter(text) {
      const line = text.slice(0, 300);
      const indent = line.search(/\S/);
      if (indent < 0) return '';
      while (stack.length > 0 && (stack.at(-1)?.indent ?? 0) >= indent) stack.pop();
      const path = stack.map(({ key }) => key).join('.');
      const parent = PARENT.exec(line);
      if (parent && stack.length < 40) stack.push({ indent, key: parent[2] ?? '' });
      return path;
    },
  };
}
