using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution.Planning;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>Tasks at one place of the operation, resolved together so that DataLoaders see the keys of all objects.</summary>
internal sealed class DeferredBatch(IncrementalExecution driver, BatchScheduler scheduler, SelectionPlan plan, DeferredTask[] tasks)
    : IncrementalPart(driver, scheduler)
{
    private ObjectSet _set = null!;

    public override void Deliver(DeliveryGraph graph)
    {
        using var writer = new ResultWriter();
        for (var i = 0; i < tasks.Length; i++)
        {
            var task = tasks[i];
            writer.Position = 0;
            var composer = Driver.NewComposer(writer, task.Path, task.Scope);
            if (composer.TryWrite(task, _set, i))
            {
                task.Data = writer.Written.ToArray();
                task.Errors = composer.Errors;
                graph.Succeed(task, composer.Work);
            }
            else
            {
                task.Failure = composer.TakeLastErrors(0);
                graph.Fail(task);
            }
        }

        Dispose();
    }

    private protected override void Begin()
    {
        _set = NewSet();
        foreach (var task in tasks) _set.Add(task.Value, plan);
        _set.AllocateSlots();
        Expand(_set);
    }
}
