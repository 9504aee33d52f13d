package dev.faultline.analysis.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts services into layers so that calls lead from left to right; a call that closes a circle does not count. */
final class ServiceLayers {
    private final Map<String, List<String>> callees = new HashMap<>();
    private final Map<String, Integer> layers = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> finished = new ArrayList<>();
    private final Set<List<String>> circles = new HashSet<>();

    private ServiceLayers() {}

    static Map<String, Integer> of(Collection<String> services, List<ServiceMap.Call> calls) {
        ServiceLayers layers = new ServiceLayers();
        Set<String> called = new HashSet<>();
        for (ServiceMap.Call call : calls) {
            layers.callees
                    .computeIfAbsent(call.caller(), key -> new ArrayList<>())
                    .add(call.callee());
            called.add(call.callee());
        }
        services.stream().filter(service -> !called.contains(service)).forEach(layers::visit);
        services.forEach(layers::visit);
        layers.assign(services);
        return layers.layers;
    }

    /** Depth first without recursion: finds the order in which callers come before callees, and what closes a circle. */
    private void visit(String start) {
        List<String> stack = new ArrayList<>();
        stack.add(start);
        while (!stack.isEmpty()) {
            String service = stack.getLast();
            if (done.contains(service)) {
                stack.removeLast();
            } else if (open.add(service)) {
                for (String callee : callees.getOrDefault(service, List.of())) {
                    if (open.contains(callee) && !done.contains(callee)) {
                        circles.add(List.of(service, callee));
                    } else if (!done.contains(callee)) {
                        stack.add(callee);
                    }
                }
            } else {
                stack.removeLast();
                done.add(service);
                finished.add(service);
            }
        }
    }

    private void assign(Collection<String> services) {
        services.forEach(service -> layers.put(service, 0));
        for (String service : finished.reversed()) {
            int layer = layers.getOrDefault(service, 0);
            for (String callee : callees.getOrDefault(service, List.of())) {
                if (!circles.contains(List.of(service, callee))) {
                    layers.merge(callee, layer + 1, Math::max);
                }
            }
        }
    }
}
