// Opens the files that are given with the Gephi Toolkit, and prints as JSON what is in each, one a line.
import java.io.File;
import java.io.PrintStream;
import java.util.StringJoiner;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class Reads {
    public static void main(String[] files) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        ProjectController projects = find(ProjectController.class);
        projects.newProject();
        for (String file : files) {
            Workspace workspace = projects.newWorkspace(projects.getCurrentProject());
            projects.openWorkspace(workspace);
            Container container = find(ImportController.class).importFile(new File(file));
            if (file.endsWith(".graphml")) {  // as docs/gephi.md says: GraphML has no kinds of edge for Gephi
                container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
            }
            StringJoiner issues = new StringJoiner(", ", "[", "]");
            container.getReport().getIssues(1000).forEachRemaining(issue -> issues.add(text(issue.getMessage())));
            find(ImportController.class).process(container, new DefaultProcessor(), workspace);
            DirectedGraph graph = find(GraphController.class).getGraphModel(workspace).getDirectedGraph();
            out.printf("{\"nodes\": %s, \"edges\": %s, \"issues\": %s}%n", nodes(graph), edges(graph), issues);
        }
        System.exit(0);  // its threads go on
    }

    static <T> T find(Class<T> service) {
        return Lookup.getDefault().lookup(service);
    }

    static StringJoiner nodes(DirectedGraph graph) {
        StringJoiner found = new StringJoiner(", ", "[", "]");
        for (Node node : graph.getNodes()) {
            found.add(String.format("[%s, %s, %s, %s]", text(node.getId()), text(node.getLabel()), node.x(), node.y()));
        }
        return found;
    }

    static StringJoiner edges(DirectedGraph graph) {
        StringJoiner found = new StringJoiner(", ", "[", "]");
        for (Edge edge : graph.getEdges()) {
            String ends = text(edge.getSource().getId()) + ", " + text(edge.getTarget().getId());
            found.add(String.format("[%s, %s, %s, %s]", text(edge.getId()), ends, text(edge.getLabel()), edge.getWeight()));
        }
        return found;
    }

    static String text(Object said) {
        StringBuilder found = new StringBuilder("\"");
        for (char letter : String.valueOf(said).toCharArray()) {
            boolean plain = letter >= ' ' && letter != '"' && letter != '\\' && letter < 127;
            found.append(plain ? letter : String.format("\\u%04x", (int) letter));
        }
        return found.append('"').toString();
    }
}
