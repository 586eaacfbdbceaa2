package dev.eventfix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassLoadingTest {

  @Test
  void countsClassesByWhereTheyCameFrom() {
    ClassLoading loading =
        ClassLoading.read(
            List.of(
                "java.lang.Object source: shared objects file",
                "java.util.Tricky source: shared objects file (top)",
                "java.net.Rare source: jrt:/java.base",
                "dev.eventfix.One source: file:/package/",
                "dev.eventfix.One$$Lambda/0x01 source: dev.eventfix.One",
                "java.lang.invoke.LambdaForm$MH/0x02 source: __JVM_LookupDefineClass__",
                "some other line"));

    assertThat(loading.archived()).isEqualTo(2);
    assertThat(loading.parsed()).containsExactlyInAnyOrder("java.net.Rare", "dev.eventfix.One");
    assertThat(loading.generated()).isEqualTo(2);
    assertThat(loading.total()).isEqualTo(6);
  }

  @Test
  void tellsThePackagesThatAnotherStartDidNotNeed() {
    ClassLoading baseline = ClassLoading.read(List.of("a.Common source: jrt:/java.base"));
    ClassLoading loading =
        ClassLoading.read(
            List.of(
                "a.Common source: jrt:/java.base",
                "a.Own source: file:/package/",
                "b.One source: file:/package/",
                "b.Two source: file:/package/lib/b.jar",
                "InNoPackage source: file:/package/"));

    assertThat(loading.packagesBeyond(baseline))
        .containsExactly(entry("b", 2), entry("", 1), entry("a", 1));
  }
}
